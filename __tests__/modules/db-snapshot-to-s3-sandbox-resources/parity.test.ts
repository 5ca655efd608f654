import { Testing } from "cdktf";
import { sandboxResourcesModule } from "../../../modules/db-snapshot-to-s3-sandbox-resources/terraform-module";
import { viewOf } from "../../support/synth";
import {
  ADDED,
  DIFFERENCES,
  LEFT_OUT,
  OUR_INPUTS,
  OUR_OUTPUTS,
  REFERENCE_INPUTS,
  REFERENCE_RESOURCES,
} from "./parity";
import { sandbox } from "./sandboxes";

const addresses = [...Object.keys(REFERENCE_RESOURCES), ...Object.keys(ADDED)].toSorted();

describe("the module db-snapshot-to-s3-sandbox-resources in place of the one that it replaces", () => {
  const view = viewOf(sandboxResourcesModule(Testing.app()));
  const { json } = view;

  it("takes its inputs, and those of ours that are listed", () => {
    expect(Object.keys(json.variable).toSorted()).toEqual(
      [...Object.keys(REFERENCE_INPUTS), ...Object.keys(OUR_INPUTS)].toSorted(),
    );
  });

  it.each(Object.entries(REFERENCE_INPUTS))("takes %s as there", (name, type) => {
    expect(json.variable[name]?.["type"]).toBe(type);
    expect(json.variable[name]).not.toHaveProperty("default");
  });

  it.each(Object.keys(OUR_INPUTS))("does not ask for %s", (name) => {
    expect(json.variable[name]).toHaveProperty("default");
  });

  it("gives what people looked up by hand", () => {
    expect(Object.keys(json.output).toSorted()).toEqual([...OUR_OUTPUTS].toSorted());
  });

  it("has its addresses, and those of ours that are listed", () => {
    expect(view.addresses).toEqual(addresses);
  });

  it("forgets nothing: Terraform destroys what it has not", () => {
    expect(json).not.toHaveProperty("removed");
    expect(view.addresses.filter((address) => address in LEFT_OUT)).toEqual([]);
  });

  it("wants no provider besides AWS's", () => {
    expect(Object.keys(json.terraform["required_providers"] as object)).toEqual(["aws"]);
  });
});

describe("the construct SandboxResources in place of the module", () => {
  const view = sandbox();

  it("has the same addresses", () => {
    expect(view.addresses).toEqual(addresses);
  });

  it.each(Object.entries(REFERENCE_RESOURCES))("%s is named and set as there", (address, expected) => {
    expect(view.raw(address)).toMatchObject(expected);
  });

  it.each(DIFFERENCES)("$of differs: $reason", ({ of, ours }) => {
    expect(view.raw(of)).toMatchObject(ours);
  });

  it("has the bastion in the first subnet", () => {
    expect(view.raw("aws_instance.bastion")["subnet_id"]).toBe(
      '${element(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"], 0)}',
    );
  });

  it("keeps groups that were described by somebody else, and the bastion when there is a newer image", () => {
    for (const group of view.ofType("aws_security_group"))
      expect(view.raw(group)["lifecycle"]).toEqual({ ignore_changes: ["description"] });
    expect(view.raw("aws_instance.bastion")["lifecycle"]).toEqual({ ignore_changes: ["ami"] });
  });
});
