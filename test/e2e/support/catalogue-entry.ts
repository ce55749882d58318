import { type CatalogueEntry, catalogue } from '../../lab/catalogue.mjs';

/** A messenger of the lab by its id. @throws when the catalogue has none. */
export function catalogueEntry(id: string): CatalogueEntry {
  const found = catalogue.find((entry) => entry.id === id);
  if (!found) throw new Error(`the catalogue lacks ${id}`);
  return found;
}
