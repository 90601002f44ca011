# Makes haven-tagged.dta beside this script: `Rscript test/import/dta/make.R test/import/dta`. Forty people, of whom every fourth of five
# refused (.a) and every fifth was not asked (.d).
library(haven)
into <- commandArgs(TRUE)[1]
owns <- labelled(
  rep(c(1, 2, 1, tagged_na("a"), tagged_na("d")), 8),
  c(Yes = 1, No = 2, Refused = tagged_na("a"), "Not asked" = tagged_na("d")),
  label = "Do you own a car?"
)
write_dta(data.frame(owns = owns), file.path(into, "haven-tagged.dta"))
