import * as z from "zod";

/** The Terraform JSON of a module by file name, as Terraform's standard module structure names the files. */
export type ModuleFiles = Readonly<Record<string, string>>;

const BLOCKS_BY_FILE = {
  "versions.tf.json": ["terraform"],
  "variables.tf.json": ["variable"],
  "main.tf.json": ["data", "resource", "removed"],
  "outputs.tf.json": ["output"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What the framework needs, and a module must not have. */
const LEFT_OUT = ["//", "provider"];

const block = z.record(z.string(), z.json());
const configuration = z.looseObject({
  terraform: block,
  data: z
    .record(z.string(), z.record(z.string(), block))
    .refine((data) => data["terraform_remote_state"] === undefined, {
      error: "a module gets what it needs by variables, and refers to no other stack",
    })
    .optional(),
  resource: z.record(z.string(), z.record(z.string(), block)).optional(),
});

/**
 * Parts a stack's Terraform JSON into a module's files: without provider, backend and what the framework notes of its
 * constructs, and with sorted keys, so that a change of the module is a small change of the files.
 * @throws Error when the stack has a block that none of the files is for, or refers to another stack
 */
export function moduleFiles(terraformJson: unknown): ModuleFiles {
  const { terraform, data, resource, ...others } = configuration.parse(terraformJson);
  const blocks: Readonly<Record<string, unknown>> = {
    ...others,
    terraform: without(terraform, "backend"),
    ...(data && { data: withoutNotes(data) }),
    ...(resource && { resource: withoutNotes(resource) }),
  };
  const known: readonly string[] = [...LEFT_OUT, ...Object.values(BLOCKS_BY_FILE).flat()];
  const unknown = Object.keys(blocks).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no file of a module holds ${unknown.join(", ")}`);
  return Object.fromEntries(
    Object.entries(BLOCKS_BY_FILE).flatMap(([file, names]) => {
      const present = names.filter((name) => blocks[name] !== undefined);
      if (present.length === 0) return [];
      return [[file, readable(Object.fromEntries(present.map((name) => [name, blocks[name]])))]];
    }),
  );
}

type Blocks = NonNullable<z.infer<typeof configuration>["resource"]>;

function withoutNotes(blocks: Blocks): Blocks {
  return mapValues(blocks, (byName) => mapValues(byName, (content) => without(content, "//")));
}

function without<V>(record: Readonly<Record<string, V>>, left: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== left));
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function readable(content: object): string {
  return `${JSON.stringify(sorted(content), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
