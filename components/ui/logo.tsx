/** Three stacked beacon towers, the topmost lit. In one colour unless `ember` is set. */
export function Logo({ size = 24, ember = true, title }: { size?: number; ember?: boolean; title?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="currentColor"
      role={title ? "img" : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <path
        fill={ember ? "var(--bongsu-ember)" : "currentColor"}
        d="M16 1c.4 2 3 3.300 3 6a3 3 0 0 1-6 0c0-1.200.6-2 1.200-2.700.2.7.6 1 1 1.200C15 4 15.300 2.300 16 1z"
      />
      <path d="M12 11h8l1 5H11zM10.500 17.500h11l1.200 5.500H9.300zM8.800 24.500h14.400l1.300 6.500h-17z" />
    </svg>
  )
}
