# tflint over the synthesised JSON: the rules that come with it, no plugin to download.
# A rule that is switched off stands here by name, with its reason.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# What is synthesised is JSON: cdk.tf.json of a root stack, main.tf.json and others of a module, for which the rule does not look.
rule "terraform_standard_module_structure" {
  enabled = false
}
