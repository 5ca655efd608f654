import { brokenRules } from "../../../config/settings/broken-rules";
import { ruleWords } from "../../../config/settings/rule-words";
import type { Rule, SettingType, ValueOf } from "../../../config/settings/setting";
import { wrongValuesOf } from "../../../config/tooling/terraform-plan/mistakes";
import { SUBJECTS } from "../../../config/tooling/terraform-plan/subjects";

describe.each(Object.entries(SUBJECTS))("the mistakes with the variables of %s", (_, { settings }) => {
  it("break each rule of each variable at least once", () => {
    for (const [name, setting] of Object.entries(settings)) {
      const rules: readonly Rule[] = setting.rules ?? [];
      const broken = wrongValuesOf(name).flatMap(({ value }) =>
        brokenRules(setting, value as ValueOf<SettingType>).map(({ expected }) => expected),
      );
      const kept = rules.map(ruleWords).filter((words) => !broken.includes(words));
      expect([name, kept]).toEqual([name, []]);
    }
  });

  it("break the rule that they name", () => {
    for (const [name, setting] of Object.entries(settings))
      for (const { value, rule } of wrongValuesOf(name)) {
        const broken = brokenRules(setting, value as ValueOf<SettingType>);
        expect([name, value, broken.map((one) => one.rule)]).toEqual([
          name,
          value,
          expect.arrayContaining([rule]),
        ]);
      }
  });
});
