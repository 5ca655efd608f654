import type { LandedSource } from "../landing/landed-source";

/** Where the contents of the landed files were read, and how it is known that they landed. */
export function sourceWords(source: LandedSource, zone: string, exports: string): string {
  switch (source.kind) {
    case "zone":
      return `every file was read in the landing zone, s3://${zone}`;
    case "export-and-listing":
      return (
        `every file was read in the export, s3://${exports}; that it lies in the landing zone, with the same size, is ` +
        `known from the listing of s3://${zone}, where it may not be read (${source.why})`
      );
    case "export-and-log":
      return (
        `every file was read in the export, s3://${exports}; that it landed is known from the copier's log` +
        (source.line === undefined ? "" : ` (${source.line.files + source.line.alreadyThere} files)`) +
        `, since s3://${zone} may not be listed (${source.why}). --zone-profile reads it there`
      );
  }
}
