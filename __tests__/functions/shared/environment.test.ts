import { composeCopier } from "../../../functions/copier/compose";
import { composeExport } from "../../../functions/export/compose";
import { systemClock } from "../../../functions/shared/clock";
import { COPIER_ENVIRONMENT, EXPORT_ENVIRONMENT } from "../../support/functions/world";

const clock = systemClock;

describe("a function's environment", () => {
  it("is refused at the start with every wrong variable in one message", () => {
    const environment = { ...EXPORT_ENVIRONMENT, IAM_ROLE_ARN: "role", COPIER_QUEUE_ARN: undefined };
    const compose = (): unknown => composeExport({ environment, clock });
    expect(compose).toThrow(/IAM_ROLE_ARN is "role"/);
    expect(compose).toThrow(/COPIER_QUEUE_ARN is missing/);
    expect(() => composeCopier({ environment: {}, clock })).toThrow(
      new RegExp(Object.keys(COPIER_ENVIRONMENT).join(".*")),
    );
  });

  it("may hold further variables, as Lambda's does", () => {
    const environment = { ...COPIER_ENVIRONMENT, PATH: "/bin", AWS_REGION: "eu-west-2" };
    expect(typeof composeCopier({ environment, clock })).toBe("function");
  });
});
