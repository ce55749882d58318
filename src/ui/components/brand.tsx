import './brand.css';

/** Our name with the seal. */
export function Brand() {
  return (
    <span class="brand">
      <img src="/icons/icon-small.svg" alt="" width="20" height="20" />
      Sealcheck
    </span>
  );
}
