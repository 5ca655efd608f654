import { Token } from "cdktf";
import { checkRuntime, RuntimeError } from "../../../modules/shared/bundle-target";

describe("a runtime", () => {
  it.each(["nodejs22.x", "nodejs24.x", "nodejs100.x", Token.asString({ resolve: () => "" })])(
    "may be %s",
    (runtime) => {
      expect(() => {
        checkRuntime(runtime);
      }).not.toThrow();
    },
  );

  it.each(["nodejs20.x", "nodejs8.10", "python3.12", "nodejs", ""])("may not be %p", (runtime) => {
    expect(() => {
      checkRuntime(runtime);
    }).toThrow(RuntimeError);
    expect(() => {
      checkRuntime(runtime);
    }).toThrow(`expected a Node.js runtime, nodejs22.x or newer, got ${JSON.stringify(runtime)}`);
  });
});
