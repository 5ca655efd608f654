import * as z from "zod";

const expressions = z.record(z.string(), z.json());

const resource = z.looseObject({ address: z.string(), expressions: expressions.default({}) });

/** What a plan in JSON says of the configuration that it was made of. */
export const moduleConfiguration = z.looseObject({
  resources: z.array(resource).default([]),
  get module_calls() {
    return z.record(z.string(), z.looseObject({ module: moduleConfiguration.optional() })).default({});
  },
});

/** Addresses that an argument is made of, by argument; by address of the resource, without indices. */
export type References = ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;

/** Gathers from a configuration, and from the modules in it, what each resource's arguments refer to. */
export function referencesOf(module: z.infer<typeof moduleConfiguration>, prefix = ""): References {
  const own = module.resources.map(({ address, expressions: args }) => {
    const references = Object.entries(args).map(([name, part]) => [name, referencesIn(part)]);
    return [`${prefix}${address}`, Object.fromEntries(references)] as const;
  });
  const called = Object.entries(module.module_calls).flatMap(([name, call]) =>
    call.module === undefined ? [] : [...referencesOf(call.module, `${prefix}module.${name}.`)],
  );
  return new Map([...own, ...called]);
}

/** Every `references` in an expression, in the blocks in it, too. */
function referencesIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(referencesIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === "references" ? z.array(z.string()).parse(value) : referencesIn(value),
  );
}
