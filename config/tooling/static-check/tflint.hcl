# tflint over the synthesised JSON: the rules that come with it, no plugin to download.
# A rule that is switched off stands here by name, with its reason.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# CDKTF writes one file, cdk.tf.json: main.tf, variables.tf and outputs.tf are for people who edit them.
rule "terraform_standard_module_structure" {
  enabled = false
}
