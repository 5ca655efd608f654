import type { Copy } from "../../../../functions/copier/plan";
import type { LandedFiles } from "../../../../local/verify/landed-files";
import type { Bucket } from "../aws/bucket";
import type { LandedLine } from "../aws/copier-log";
import { patiently, type Patience } from "../aws/patiently";
import { unlessDenied } from "../aws/unless-denied";
import type { ExportPlan } from "./export-plan";
import { landedCopies, type ZoneView } from "./zone-view";

/** Where the contents of landed files are read, and how it is known that they landed. */
export type LandedSource =
  /** In the landing zone itself. */
  | { readonly kind: "zone" }
  /** In the export; the zone's listing has each file with its size. */
  | { readonly kind: "export-and-listing"; readonly why: string }
  /** In the export; the copier's log says that each file has landed. */
  | { readonly kind: "export-and-log"; readonly why: string; readonly line: LandedLine | undefined };

/** What was seen when the landing was complete. */
export interface SeenLanding {
  readonly plan: ExportPlan;
  readonly view: ZoneView;
  /** Undefined when the log was not needed, or has none. */
  readonly line: LandedLine | undefined;
}

/** Only what may not be done leads to the next source. @throws AwsCallError for other failures */
export async function chooseSource(
  { plan, view, line }: SeenLanding,
  zone: Pick<Bucket, "read">,
  patience: Patience,
): Promise<LandedSource> {
  if (view.kind === "denied") return { kind: "export-and-log", why: view.why, line };
  const [first] = landedCopies(plan.copies, view.objects);
  if (first === undefined || first.size === 0) return { kind: "zone" };
  const read = await unlessDenied(() => patiently(() => zone.read(first.landingKey, 0, 1), patience));
  return read.kind === "allowed" ? { kind: "zone" } : { kind: "export-and-listing", why: read.why };
}

/** The landed files by their keys in the zone, read from where the source says. Reads throw AwsCallError. */
export function landedFiles(
  source: LandedSource,
  { plan, view }: SeenLanding,
  buckets: { readonly zone: Pick<Bucket, "read">; readonly exports: Pick<Bucket, "read"> },
  patience: Patience,
): LandedFiles {
  const copies = view.kind === "listed" ? landedCopies(plan.copies, view.objects) : plan.copies;
  const byKey = new Map(copies.map((copy) => [copy.landingKey, copy]));
  return {
    list: (prefix) =>
      Promise.resolve(
        copies
          .filter(({ landingKey }) => landingKey.startsWith(prefix))
          .map(({ landingKey: key, size }) => ({ key, size })),
      ),
    read: (key, start, end) =>
      patiently(
        () =>
          source.kind === "zone"
            ? buckets.zone.read(key, start, end)
            : buckets.exports.read(sourceKey(byKey, key), start, end),
        patience,
      ),
  };
}

function sourceKey(byKey: ReadonlyMap<string, Copy>, key: string): string {
  const copy = byKey.get(key);
  if (copy === undefined) throw new Error(`${key} was listed, but there is no such file in the export`);
  return copy.sourceKey;
}

/** What is wrong with the landing as a whole, one line each. */
export function landingProblems(source: LandedSource, { plan, view }: SeenLanding): string[] {
  const missing =
    view.kind === "listed" ? plan.copies.length - landedCopies(plan.copies, view.objects).length : 0;
  return [
    ...plan.problems,
    ...(missing === 0
      ? []
      : [`${missing} of ${plan.copies.length} exported files are not in the landing zone`]),
    ...(source.kind === "export-and-log" ? lineProblems(plan, source.line) : []),
  ];
}

function lineProblems({ copies, importDate }: ExportPlan, line: LandedLine | undefined): string[] {
  if (line === undefined) return ["the copier's log does not say that the export has landed"];
  const files = line.files + line.alreadyThere;
  const bytes = copies.reduce((sum, { size }) => sum + size, 0);
  return [
    ...(files === copies.length
      ? []
      : [`the copier says that ${files} files landed, the export has ${copies.length}`]),
    // Of files that were there before it does not say how many bytes.
    ...(line.alreadyThere > 0 || line.bytes === bytes
      ? []
      : [`the copier says that ${line.bytes} bytes landed, the export has ${bytes}`]),
    ...(line.importDate === importDate
      ? []
      : [`the copier says that the export landed under ${line.importDate}, expected ${importDate}`]),
  ];
}
