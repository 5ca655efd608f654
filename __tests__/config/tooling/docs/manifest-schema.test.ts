import * as z from "zod";
import { EXAMPLE_MANIFEST, manifestJsonSchema } from "../../../../config/tooling/docs/manifest-schema";
import { TallyCounter } from "../../../../functions/copier/verify/tally";
import { manifestSchema, readManifest } from "../../../../functions/shared/manifest";

describe("the published JSON Schema of manifests", () => {
  it("shows a manifest that is one, and whose sums are right", () => {
    const manifest = manifestSchema.parse(EXAMPLE_MANIFEST);
    expect(readManifest(JSON.stringify(manifest))).toEqual(manifest);
    for (const figure of ["files", "bytes"] as const)
      expect(manifest.tables.reduce((sum, table) => sum + table[figure], 0)).toBe(manifest[figure]);
    const counter = new TallyCounter();
    counter.add("part-00000-9a6f3a52-6f8e-4a43-9a0c-3a4f4b2f9f10.gz.parquet", 73_251);
    expect(manifest.tables[1]).toMatchObject(counter.tally());
  });

  it("can be read back as a schema that takes the same manifests", () => {
    const schema = z.fromJSONSchema(
      JSON.parse(manifestJsonSchema()) as Parameters<typeof z.fromJSONSchema>[0],
    );
    expect(schema.safeParse(EXAMPLE_MANIFEST).success).toBe(true);
    for (const wrong of [
      { ...EXAMPLE_MANIFEST, version: 2 },
      { ...EXAMPLE_MANIFEST, importDate: "2024-02-29" },
      { ...EXAMPLE_MANIFEST, files: -1 },
      { ...EXAMPLE_MANIFEST, tables: [{ database: "a" }] },
    ])
      expect(schema.safeParse(wrong).success).toBe(false);
  });
});
