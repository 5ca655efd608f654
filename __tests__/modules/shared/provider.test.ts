import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Aspects, TerraformProvider, TerraformResource, TerraformStack, Testing, type IAspect } from "cdktf";
import { Construct } from "constructs";
import { AwsAccount } from "../../../modules/shared/aws-account";
import { keepToOneProvider } from "../../../modules/shared/one-provider";
import { awsElements, ProviderError, providerOf, setProvider } from "../../../modules/shared/provider";
import { providersBelow, withTwoProviders } from "../support/two-providers";

/** A queue, and something in it that names a region. */
class Queue extends Construct {
  constructor(scope: Construct, id: string, provider?: TerraformProvider) {
    super(scope, id);
    setProvider(this, provider);
    new SqsQueue(new Construct(this, "inner"), "queue", { name: AwsAccount.of(this).region });
    keepToOneProvider(this);
  }
}

/** What programs do that know no other way. */
function toProvider(provider: AwsProvider, isMeant: (element: object) => boolean = () => true): IAspect {
  return {
    visit: (node) => {
      for (const element of awsElements(node)) if (isMeant(element)) element.provider = provider;
    },
  };
}

it("is that of everything below the construct it is set for, and of nothing beside it", () => {
  const view = withTwoProviders((stack, zone) => {
    new Queue(stack, "there", zone);
    new Queue(stack, "here");
  });
  expect(providersBelow(view, "there")).toEqual(["aws.zone"]);
  expect(providersBelow(view, "here")).toEqual(["default"]);
});

it("is the stack's again in a construct within that is given none", () => {
  withTwoProviders((stack, zone) => {
    const outer = new Construct(stack, "outer");
    setProvider(outer, zone);
    expect(providerOf(new Construct(outer, "inner"))).toBe(zone);
    const other = new Construct(outer, "other");
    setProvider(other, undefined);
    expect(providerOf(other)).toBeUndefined();
  });
});

describe("an Aspect that sets another one", () => {
  const refusal = (expected: string, got: string): RegExp =>
    new RegExp(`expected the provider ${expected} everywhere, .* got ${got} for .*the input "provider"`);

  it("is refused on a construct, whose policies would name the stack's account", () => {
    expect(() =>
      withTwoProviders((stack, zone) => {
        Aspects.of(new Queue(stack, "queue")).add(toProvider(zone));
      }),
    ).toThrow(refusal("aws", "aws\\.zone"));
  });

  it("is refused on a construct that was given one", () => {
    expect(() =>
      withTwoProviders((stack, zone) => {
        const third = new AwsProvider(stack, "third", { alias: "third" });
        Aspects.of(new Queue(stack, "queue", zone)).add(toProvider(third));
      }),
    ).toThrow(refusal("aws\\.zone", "aws\\.third"));
  });

  it("is refused on a stack when it leaves the account's data sources out", () => {
    expect(() =>
      withTwoProviders((stack, zone) => {
        new Queue(stack, "queue");
        Aspects.of(stack).add(toProvider(zone, (element) => TerraformResource.isTerraformResource(element)));
      }),
    ).toThrow(refusal("aws", "aws\\.zone"));
  });

  it("is refused when it moves the lookup of the account alone", () => {
    expect(() =>
      withTwoProviders((stack, zone) => {
        new Queue(stack, "queue");
        Aspects.of(stack).add(toProvider(zone, (element) => element instanceof DataAwsCallerIdentity));
      }),
    ).toThrow(refusal("aws\\.zone", "aws"));
  });

  it("is refused when it moves the lookup of the region alone", () => {
    expect(() =>
      withTwoProviders((stack, zone) => {
        new Queue(stack, "queue");
        Aspects.of(stack).add(toProvider(zone, (element) => element instanceof DataAwsRegion));
      }),
    ).toThrow(refusal("aws", "aws\\.zone"));
  });

  it("goes on a stack: the account's data sources are moved with the rest", () => {
    const view = withTwoProviders((stack, zone) => {
      new Queue(stack, "queue");
      Aspects.of(stack).add(toProvider(zone));
    });
    expect(providersBelow(view, "")).toEqual(["aws.zone"]);
  });

  it("goes for what the program itself puts below a construct", () => {
    const view = withTwoProviders((stack, zone) => {
      const queue = new Queue(stack, "queue");
      new SqsQueue(queue, "mine", { name: "mine", provider: zone });
    });
    expect(providersBelow(view, "queue_mine")).toEqual(["aws.zone"]);
  });
});

class OtherProvider extends TerraformProvider {
  constructor(scope: Construct) {
    super(scope, "other", { terraformResourceType: "google" });
  }
}

it("is refused when it is not AWS's", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const other = new OtherProvider(stack);
  expect(() => new Queue(stack, "queue", other)).toThrow(ProviderError);
  expect(() => new Queue(stack, "other-queue", other)).toThrow("got one of google");
});

it("is refused when it is another stack's", () => {
  const app = Testing.app();
  const other = new AwsProvider(new TerraformStack(app, "other"), "aws");
  const stack = new TerraformStack(app, "stack");
  expect(() => new Queue(stack, "queue", other)).toThrow(
    "stack/queue: expected as provider an AwsProvider of its stack, got one of the stack other: make another one in stack",
  );
});
