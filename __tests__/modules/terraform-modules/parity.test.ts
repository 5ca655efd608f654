import * as pipeline from "../db-snapshot-to-s3/parity";
import { addressesOf, jsonOf, synthesisedModules, type ModuleName } from "./synthesised";

/** What the module that this one replaces takes and gives, and what ours does beyond it. */
interface Parity {
  /** `required`, or the default. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly added: readonly string[];
  /** Types other than string. */
  readonly types: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly string[];
  /** Addresses that Terraform forgets. */
  readonly forgotten: readonly string[];
}

/** Of the construct, and of no module. */
const OF_THE_CONSTRUCT = "address_prefix";

/** The others have a page of their own: `__tests__/modules/s3-bucket`, `…/db-snapshot-to-s3-sandbox-resources`. */
const PARITY: Readonly<Partial<Record<ModuleName, Parity>>> = {
  "db-snapshot-to-s3": {
    inputs: pipeline.REFERENCE_INPUTS,
    added: Object.keys(pipeline.OUR_INPUTS).filter((input) => input !== OF_THE_CONSTRUCT),
    types: { tags: "map(string)", rds_instance_ids: "list(string)" },
    outputs: pipeline.REFERENCE_OUTPUTS,
    resources: [...Object.keys(pipeline.REFERENCE_RESOURCES), ...Object.keys(pipeline.ADDED)],
    forgotten: Object.keys(pipeline.LEFT_OUT),
  },
};

const folderOf = synthesisedModules();

describe.each(Object.entries(PARITY))(
  "the module %s in place of the one that it replaces",
  (name, parity) => {
    const json = jsonOf(folderOf(name as ModuleName));

    it("takes its inputs, and those of ours that are listed", () => {
      expect(Object.keys(json.variable).toSorted()).toEqual(
        [...Object.keys(parity.inputs), ...parity.added].toSorted(),
      );
    });

    it.each(Object.entries(parity.inputs))("takes %s as there", (input, expected) => {
      const variable = json.variable[input];
      expect(variable?.type).toBe(parity.types[input] ?? "string");
      if (expected === "required") expect(variable).not.toHaveProperty("default");
      else expect(variable?.default).toBe(expected);
    });

    it("asks for no input that it does not ask for", () => {
      const required = parity.added.filter((input) => json.variable[input]?.default === undefined);
      expect(required).toEqual([]);
    });

    it("gives its outputs", () => {
      const values = Object.entries(json.output).map(([output, { value }]) => [output, value]);
      expect(Object.fromEntries(values)).toMatchObject(parity.outputs);
    });

    it("has its addresses, and those of ours that are listed", () => {
      expect(addressesOf(json)).toEqual([...parity.resources].toSorted());
    });

    it("forgets what it does not have, and leaves it in AWS", () => {
      expect(json.removed).toEqual(parity.forgotten.map((from) => ({ from, lifecycle: { destroy: false } })));
    });
  },
);
