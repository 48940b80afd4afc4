/** Ponte's mark: an arch with its deck. Drawn in the colour of the text around it. */
export function BridgeMark() {
  return (
    <svg class="bridge-mark" viewBox="0 0 40 28" width="40" height="28" aria-hidden="true" focusable="false">
      <path
        d="M1 23h38M4 23a16 16 0 0 1 32 0M10 23V10.5M16 23V7.6M20 23V7M24 23V7.6M30 23V10.5"
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
      />
    </svg>
  );
}
