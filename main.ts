import { checkDataPlatformTfvars } from "./modules/data-platform/check-tfvars";
import { DataPlatformStack } from "./modules/data-platform/data-platform-stack";
import { SandboxStack } from "./modules/sandbox/sandbox-stack";
import { synthesise } from "./modules/shared/synthesise";
import { terraformModules } from "./modules/terraform-modules";

synthesise({
  check: checkDataPlatformTfvars,
  stacks: (app, { backend }) => [
    new DataPlatformStack(app, "data-platform", { backend }),
    new SandboxStack(app, "sandbox", { backend }),
    ...terraformModules(app),
  ],
});
