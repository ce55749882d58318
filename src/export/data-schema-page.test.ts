import { expect, it } from 'vitest';
import { dataSchemaPage } from './data-schema-page.ts';

it('docs/data-schema.md says what the schemas say', async () => {
  await expect(dataSchemaPage()).toMatchFileSnapshot('../../docs/data-schema.md');
});
