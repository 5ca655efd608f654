import { TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";

const CONTEXT_KEY = "db-snapshot-to-s3/provider";

/** What Terraform calls the provider, and its default configuration. */
const AWS = "aws";

export type AwsElement = TerraformResource | TerraformDataSource;

/** A provider that a construct cannot be of. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}

/**
 * Says of which provider configuration everything below a construct is. To be called before the construct has children.
 * @param provider undefined: the stack's default one
 * @throws ProviderError when it is not AWS's, or another stack's
 */
export function setProvider(scope: Construct, provider: TerraformProvider | undefined): void {
  if (provider !== undefined) checkProvider(scope, provider);
  // null hides what a construct further up may have set.
  scope.node.setContext(CONTEXT_KEY, provider ?? null);
}

/** @returns the one that was set for a construct or further up; undefined: the stack's default one */
export function providerOf(scope: Construct): TerraformProvider | undefined {
  const provider: unknown = scope.node.tryGetContext(CONTEXT_KEY);
  return TerraformProvider.isTerraformProvider(provider) ? provider : undefined;
}

/** Gives every resource and data source of AWS below a construct the provider, unless it names one itself. */
export function useEverywhere(scope: Construct, provider: TerraformProvider): void {
  for (const element of awsElements(scope)) element.provider ??= provider;
}

/** @returns the resources and data sources of AWS below a construct */
export function awsElements(scope: IConstruct): readonly AwsElement[] {
  return scope.node.findAll().filter(isOfAws);
}

/** How Terraform calls the provider configuration of an element: `aws` is the default one. */
export function providerName(element: AwsElement): string {
  return element.provider?.fqn ?? AWS;
}

function checkProvider(scope: Construct, provider: TerraformProvider): void {
  const wrong = (problem: string): ProviderError =>
    new ProviderError(`${scope.node.path}: expected as provider an AwsProvider of its stack, got ${problem}`);
  if (provider.terraformResourceType !== AWS) throw wrong(`one of ${provider.terraformResourceType}`);
  const [own, given] = [TerraformStack.of(scope), TerraformStack.of(provider)];
  if (own !== given) throw wrong(`one of the stack ${given.node.path}: make another one in ${own.node.path}`);
}

function isOfAws(element: IConstruct): element is AwsElement {
  if (!TerraformResource.isTerraformResource(element) && !TerraformDataSource.isTerraformDataSource(element))
    return false;
  return element.terraformGeneratorMetadata?.providerName === AWS;
}
