import { DataPlatformStack } from "./modules/data-platform/data-platform-stack";
import { checkTfvarsFile } from "./modules/root-stack/check-tfvars";
import { SandboxStack } from "./modules/sandbox/sandbox-stack";
import { synthesise } from "./modules/shared/synthesise";
import { terraformModules } from "./modules/terraform-modules";

synthesise({
  check: checkTfvarsFile,
  stacks: (app, { backend }) => [
    new DataPlatformStack(app, "data-platform", { backend }),
    new SandboxStack(app, "sandbox", { backend }),
    ...terraformModules(app),
  ],
});
