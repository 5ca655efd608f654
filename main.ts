import { checkDataPlatformTfvars } from "./modules/data-platform/check-tfvars";
import { DataPlatformStack } from "./modules/data-platform/data-platform-stack";
import { synthesise } from "./modules/shared/synthesise";
import { terraformModules } from "./modules/terraform-modules";

synthesise({
  check: checkDataPlatformTfvars,
  stacks: (app, { backend }) => [
    new DataPlatformStack(app, "data-platform", { backend }),
    ...terraformModules(app),
  ],
});
