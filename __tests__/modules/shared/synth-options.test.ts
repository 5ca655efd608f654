import { synthOptions } from "../../../modules/shared/synth-options";

describe("options of a synthesis", () => {
  it.each([
    [{}, { backend: "s3" }],
    [{ BACKEND: "", TFVARS: "", CDKTF_OUTDIR: "" }, { backend: "s3" }],
    [{ BACKEND: "local" }, { backend: "local" }],
    [{ TFVARS: "config/dev.tfvars" }, { backend: "s3", tfvars: "config/dev.tfvars" }],
    [{ CDKTF_OUTDIR: "out" }, { backend: "s3", outdir: "out" }],
  ])("%j is %j", (environment, expected) => {
    expect(synthOptions(environment)).toEqual(expected);
  });

  it("refuses a backend that it does not know", () => {
    expect(() => synthOptions({ BACKEND: "Local" })).toThrow('BACKEND: expected s3 or local, got "Local"');
  });
});
