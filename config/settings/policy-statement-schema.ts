import * as z from "zod";

const text = z.string();
const texts = z.array(text);

const keyStatement = z.object({
  /** Names the statement within its policy. */
  sid: text,
  effect: text,
  actions: texts,
  principals: z.object({ type: text, identifiers: texts }),
  conditions: z.array(z.object({ test: text, variable: text, values: texts })).optional(),
});

const bucketStatement = keyStatement.extend({ resources: texts });

/** A list of statements for a key's policy, whose resource can only be that key. */
export const keyStatements = z.array(keyStatement);
/** A list of statements for a bucket's policy. */
export const bucketStatements = z.array(bucketStatement);

export type KeyStatement = z.infer<typeof keyStatement>;
export type BucketStatement = z.infer<typeof bucketStatement>;
