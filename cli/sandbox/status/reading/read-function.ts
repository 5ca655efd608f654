import { GetFunctionConfigurationCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import type { Found, FunctionFacts } from "../facts";
import { look } from "./look";

const configurationSchema = z.object({
  Runtime: z.string().default("unknown runtime"),
  State: z.string().default("unknown state"),
});

/** The function of that name. */
export function readFunction(
  lambda: LambdaClient,
  name: string,
  signal: AbortSignal,
): Promise<Found<FunctionFacts>> {
  return look({
    what: `function ${name}`,
    action: "lambda:GetFunctionConfiguration",
    missing: ["ResourceNotFoundException"],
    signal,
    read: async () => {
      const answer = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }), {
        abortSignal: signal,
      });
      const { Runtime: runtime, State: state } = configurationSchema.parse(answer);
      return { name, runtime, state };
    },
  });
}
