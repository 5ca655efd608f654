import { SAMPLE_SCHEMAS } from "../../../../local/postgres/sample/schema";
import type { Contents } from "../database/contents";
import { listed } from "../words";
import { isSampleRelation } from "./sample-objects";
import { parseMarker, sampleDefinition, type SampleMarker } from "./sample-marker";

export interface WantedSample {
  readonly seed: number;
  readonly rows: number;
  /** Load it anew although it is there. */
  readonly again: boolean;
}

/** What is to be done so that the database holds the sample. */
export type SampleDecision =
  | { readonly kind: "there"; readonly marker: SampleMarker }
  /** @param drop schemas of another sample, which are dropped before */
  | { readonly kind: "load"; readonly drop: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

export function decideSample(contents: Contents, wanted: WantedSample): SampleDecision {
  const present = contents.schemas.filter(({ name }) => isOfSample(name));
  const strange = present.filter(({ comment }) => parseMarker(comment) === undefined);
  if (strange.length > 0)
    return {
      kind: "refused",
      reason:
        `schema ${listed(strange.map(({ name }) => name))} is there already and is not the sample's: somebody's own. Rename it, or let --reset ` +
        "drop all that the database holds",
    };
  const others = contents.relations.filter(({ schema }) => !isOfSample(schema));
  if (others.length > 0)
    return {
      kind: "refused",
      reason:
        `the database holds tables that are not the sample's: ${listed(others.map(fullName))}. ` +
        "--reset drops all that it holds, and loads the sample then",
    };
  const markers = present.flatMap(({ comment }) => parseMarker(comment) ?? []);
  const [marker] = markers;
  const complete =
    marker !== undefined &&
    markers.length === SAMPLE_SCHEMAS.length &&
    markers.every((each) => isWanted(each, wanted));
  if (complete && !wanted.again) return { kind: "there", marker };
  const added = contents.relations.filter((each) => isOfSample(each.schema) && !isSampleRelation(each));
  if (added.length > 0)
    return {
      kind: "refused",
      reason:
        `the sample that is there is to be replaced, but its schemas hold what is not of this version's sample: ${listed(added.map(fullName))}. ` +
        "Take it elsewhere (pg_dump) and drop it, or let --reset drop all that the database holds",
    };
  return { kind: "load", drop: present.map(({ name }) => name) };
}

/** Whether the database holds a sample, whichever. */
export function holdsSample({ schemas }: Contents): boolean {
  return schemas.some(({ comment }) => parseMarker(comment) !== undefined);
}

const isOfSample = (schema: string): boolean => SAMPLE_SCHEMAS.some((name) => name === schema);

const isWanted = ({ seed, rows, definition }: SampleMarker, wanted: WantedSample): boolean =>
  seed === wanted.seed && rows === wanted.rows && definition === sampleDefinition;

const fullName = ({ schema, name }: Contents["relations"][number]): string => `${schema}.${name}`;
