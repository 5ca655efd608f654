import { bucket, bucketModule, EVERYTHING } from "./buckets";
import {
  ADDED,
  OUR_INPUTS,
  REFERENCE_INPUTS,
  REFERENCE_OUTPUTS,
  REFERENCE_RESOURCES,
  RULE_IDS,
} from "./parity";

const addresses = [...Object.keys(REFERENCE_RESOURCES), ...Object.keys(ADDED)].toSorted();

describe("the module s3-bucket in place of the one that it replaces", () => {
  const view = bucketModule();
  const { json } = view;

  it("takes its inputs, and those of ours that are listed", () => {
    expect(Object.keys(json.variable).toSorted()).toEqual(
      [...Object.keys(REFERENCE_INPUTS), ...Object.keys(OUR_INPUTS)].toSorted(),
    );
  });

  it.each(Object.entries(REFERENCE_INPUTS))("takes %s as there", (name, expected) => {
    const variable = json.variable[name];
    expect(variable?.["type"]).toBe(expected.type);
    if (expected.default === "required") expect(variable).not.toHaveProperty("default");
    else expect(variable?.["default"]).toEqual(expected.default);
    // Null given to an input that has another default means that default.
    expect(variable?.["nullable"]).toBe(expected.default === null);
  });

  it("has no ownership of its own making", () => {
    expect(json.variable["object_ownership"]).toMatchObject({ type: "string", default: null });
  });

  it("gives its outputs, and no others", () => {
    const values = Object.entries(json.output).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).toEqual(REFERENCE_OUTPUTS);
  });

  it("has its addresses, and those of ours that are listed", () => {
    expect(view.addresses).toEqual(addresses);
  });
});

describe("the construct S3Bucket in place of the module", () => {
  it("takes the same inputs, in camelCase", () => {
    const names = Object.keys(EVERYTHING)
      .filter((name) => name !== "addressPrefix")
      .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect(names.toSorted()).toEqual(
      [...Object.keys(REFERENCE_INPUTS), ...Object.keys(OUR_INPUTS)].toSorted(),
    );
  });

  it("has the same addresses", () => {
    expect(bucket(EVERYTHING).addresses).toEqual(addresses);
  });

  it.each(Object.entries(REFERENCE_RESOURCES))("%s is named and set as there", (address, expected) => {
    const view = bucket({ ...EVERYTHING, versioningEnabled: true, includeBackupPolicyTags: true });
    expect(view.raw(address)).toMatchObject(expected);
  });

  it("keeps the ids of the lifecycle rules", () => {
    const rules = bucket(EVERYTHING).only("aws_s3_bucket_lifecycle_configuration")["rule"];
    expect((rules as { id: string }[]).map(({ id }) => id)).toEqual(RULE_IDS);
  });
});
