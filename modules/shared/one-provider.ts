import type { Construct } from "constructs";
import { AwsAccount } from "./aws-account";
import { awsElements, providerName, providerOf, useEverywhere, type AwsElement } from "./provider";

/**
 * Gives everything below a construct the provider that was set for it, and has the framework refuse at synth what
 * gets another one afterwards, as by an Aspect: policies name the account that was looked up with the provider set, and
 * would be another account's. To be called when all of the construct's own children are there.
 */
export function keepToOneProvider(scope: Construct): void {
  const provider = providerOf(scope);
  if (provider !== undefined) useEverywhere(scope, provider);
  const elements = awsElements(scope);
  const account = AwsAccount.of(scope);
  scope.node.addValidation({
    // The lookups are listed now: the region may have been looked up later, by another construct.
    validate: () => strays(account.providerName, [...elements, ...awsElements(account)]),
  });
}

/** @returns one line per provider that is not the account's */
function strays(expected: string, elements: readonly AwsElement[]): string[] {
  const others = new Set(elements.map(providerName).filter((name) => name !== expected));
  return [...others].map((other) => {
    const [first, ...more] = elements.filter((element) => providerName(element) === other);
    const and = more.length > 0 ? ` and ${more.length} more` : "";
    return (
      `expected the provider ${expected} everywhere, by which the account in its policies is looked up, ` +
      `got ${other} for ${first?.node.path ?? ""}${and}: give a provider as the input "provider", not by an Aspect`
    );
  });
}
