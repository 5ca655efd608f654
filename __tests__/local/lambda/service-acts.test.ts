import { AwsError } from "../../../local/aws/aws-error";
import type { Caller } from "../../../local/aws/types";
import type { FunctionConfiguration } from "../../../local/lambda/function-configuration";
import { ServiceActs } from "../../../local/lambda/service-acts";
import type { Need } from "../../../local/permissions/types";

const accountId = "111122223333";
const roleArn = `arn:aws:iam::${accountId}:role/worker`;
const functionArn = `arn:aws:lambda:eu-west-2:${accountId}:function:worker`;
const configuration: FunctionConfiguration = {
  ...{ address: "aws_lambda_function.worker", functionName: "worker", functionArn, roleArn },
  ...{ handler: "index.handler", runtime: "nodejs22.x", memorySize: 128, timeoutSeconds: 3 },
  ...{ environment: {}, logFormat: "JSON", logGroup: "/db/worker", tracing: "Active" },
  code: { bucket: "artefacts", key: "worker.zip" },
};
const instance = { session: "s1", logStreamName: "2026/11/21/worker[$LATEST]s1" };
const stream = `arn:aws:logs:eu-west-2:${accountId}:log-group:/db/worker:log-stream:${instance.logStreamName}`;

function acting(changes: Partial<FunctionConfiguration> = {}, denied: readonly string[] = []) {
  const asked: { caller: Caller; action: string; resource: string }[] = [];
  const authorise = (caller: Caller, _call: unknown, needs: readonly Need[]): Promise<void> => {
    for (const { action, resource } of needs) {
      asked.push({ caller, action, resource });
      if (denied.includes(action)) return Promise.reject(new AwsError("AccessDenied", "no", 403));
    }
    return Promise.resolve();
  };
  const acts = new ServiceActs(
    { region: "eu-west-2", accountId, authorise },
    { ...configuration, ...changes },
  );
  return { acts, asked };
}

it("assumes the role as Lambda, on behalf of the function", async () => {
  const { acts, asked } = acting();
  await acts.assumeRole();
  const caller = { principal: "lambda.amazonaws.com", accountId, sourceArn: functionArn };
  expect(asked).toEqual([{ caller, action: "sts:AssumeRole", resource: roleArn }]);
});

it("does not go on without the role", async () => {
  await expect(acting({}, ["sts:AssumeRole"]).acts.assumeRole()).rejects.toThrow(AwsError);
});

it("writes log and trace as the role, in the instance's session", async () => {
  const { acts, asked } = acting();
  await acts.openLog(instance);
  await acts.report(instance);
  const caller = { principal: roleArn, accountId, session: "s1" };
  expect(asked).toEqual([
    { caller, action: "logs:CreateLogStream", resource: stream },
    { caller, action: "logs:PutLogEvents", resource: stream },
    { caller, action: "xray:PutTraceSegments", resource: "*" },
    { caller, action: "xray:PutTelemetryRecords", resource: "*" },
  ]);
});

it("takes no traces of its own accord", async () => {
  const { acts, asked } = acting({ tracing: "PassThrough" });
  await acts.report(instance);
  expect(asked.map(({ action }) => action)).toEqual(["logs:PutLogEvents"]);
});

it("runs a function that may not write its log all the same", async () => {
  const { acts, asked } = acting({}, ["logs:CreateLogStream", "logs:PutLogEvents"]);
  await acts.openLog(instance);
  await acts.report(instance);
  expect(asked).toHaveLength(4);
});
