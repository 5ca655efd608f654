import * as z from "zod";
import type { Configuration } from "../deploy/configuration";

/** @throws UnresolvedExpressionError, or z.ZodError when the attribute is no text */
export function textAttribute(configuration: Configuration, address: string, attribute: string): string {
  return z.string().parse(configuration.valueOf({ address, attribute }, { address, attribute }));
}
