export const railCookie = "bongsu-rail"
