import { CreateRoleCommand } from "@aws-sdk/client-iam";
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import type { ApiDeviation, Answer } from "../terraform-examples/api-deviations";
import type { AwsClients } from "../terraform-examples/aws-clients";

const CODE = { ZipFile: Buffer.from("PK") };

/** What the local AWS API answers otherwise than AWS when a function is changed, which no example does. */
export const takeoverDeviations: readonly ApiDeviation[] = [
  {
    type: "aws_lambda_function",
    // New code, which the architecture seems to ask for, would change the time as well.
    attributes: ["architectures", "last_modified"],
    does: "GetFunctionConfiguration shows the Architectures of CreateFunction after UpdateFunctionCode was given others.",
    ask: askForArchitectures,
  },
  {
    type: "aws_lambda_function",
    attributes: ["tracing_config"],
    does: "GetFunctionConfiguration shows the TracingConfig of CreateFunction after UpdateFunctionConfiguration was given another.",
    ask: askForTracing,
  },
];

async function askForArchitectures(clients: AwsClients): Promise<Answer> {
  const FunctionName = await functionToChange(clients, "asked-about-architectures");
  const sent = ["arm64" as const];
  await clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ...CODE, Architectures: sent }));
  const answered = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return { sent, answered: answered.Architectures };
}

async function askForTracing(clients: AwsClients): Promise<Answer> {
  const FunctionName = await functionToChange(clients, "asked-about-tracing");
  const sent = { Mode: "Active" as const };
  await clients.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, TracingConfig: sent }));
  const answered = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return { sent, answered: answered.TracingConfig };
}

async function functionToChange({ iam, lambda }: AwsClients, name: string): Promise<string> {
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify({ Statement: [] }) }),
  );
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: Role?.Arn,
      Code: CODE,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
    }),
  );
  return name;
}
