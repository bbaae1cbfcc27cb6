/** The county's mark: a leaf in a disc, in the county's own colour. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 34 34" aria-hidden="true" className="size-[34px] shrink-0">
      <circle cx="17" cy="17" r="17" className="fill-white" />
      <path
        d="M17 5.5c-5 3-8.2 6.7-8.2 11.2 0 4.4 3.4 7.9 7.2 8.4V29h2v-3.9c3.8-.5 7.2-4 7.2-8.4C25.2 12.2 22 8.5 17 5.5z"
        className="fill-county"
      />
      <path
        d="M17 11.5v13M17 17.2l-3.8-3M17 21l-4.6-3.2M17 16.2l3.4-2.7M17 20l4.6-3.2"
        className="fill-none stroke-white"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
