/**
 * Next drops `content-encoding` from what a route answers. So the web server (bin/web-server.ts) says on a request that it will
 * put the real name back, and a route that writes compressed bytes names their encoding here instead.
 */
export const encodingHeader = "x-bongsu-encoding"
