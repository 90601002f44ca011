# What the API must answer about nonvoters, worked out by R's survey package from the same records.
#
#   Rscript nonvoters.R records.csv > expected.json
#
# Prints a list of addresses; each with the rows that must be there: `where` finds a row, `figures` are its numbers.

suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})

records <- read.csv(commandArgs(trailingOnly = TRUE)[1])

# Codes that are not named here are refusals and become NA, as in the codebook.
records <- within(records, {
  q5 <- factor(Q5, 1:2, c("matters", "much-the-same"))
  q16 <- factor(Q16, 1:4, c("very-easy", "somewhat-easy", "somewhat-difficult", "very-difficult"))
  q2.voting <- factor(Q2_1, 1:4, c("very-important", "somewhat-important", "not-so-important", "not-at-all-important"))
  q19.holiday <- factor(Q19_3, c(1, -1), c("chosen", "not-chosen"))
  q30 <- factor(Q30, 1:5, c("republican", "democrat", "independent", "another-party", "no-preference"))
  race <- factor(race, c("White", "Black", "Hispanic", "Other/Mixed"), c("white", "black", "hispanic", "other-mixed"))
  gender <- factor(gender, c("Female", "Male"), c("female", "male"))
  voter.category <- factor(voter_category, c("always", "sporadic", "rarely/never"), c("always", "sporadic", "rarely-never"))
  category.by.gender <- interaction(voter.category, gender, sep = "*", lex.order = TRUE)
  age <- ppage
})
# Every subset copies its records: only what is needed goes on.
records <- records[c(
  "weight", "q5", "q16", "q2.voting", "q19.holiday", "q30", "race", "gender", "voter.category", "category.by.gender", "age"
)]
nets <- list(
  q16 = list(easy = c("very-easy", "somewhat-easy"), difficult = c("somewhat-difficult", "very-difficult")),
  q2.voting = list(
    important = c("very-important", "somewhat-important"),
    `not-important` = c("not-so-important", "not-at-all-important")
  )
)
# Names of the API that are no names of columns in R.
column_of <- c(`voter-category` = "voter.category", `voter-category*gender` = "category.by.gender")

weighted <- svydesign(ids = ~1, weights = ~weight, data = records)
unweighted <- svydesign(ids = ~1, weights = rep(1, nrow(records)), data = records)

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "figures.R"))

women <- subset(weighted, gender == "female")
from30 <- subset(weighted, age >= 30)
below50 <- subset(weighted, age < 50)

three <- c("column-percent", "row-percent", "total-percent")
expected <- c(
  estimates("q5", "q5"),
  estimates("q5", "q5", design = unweighted, more = "&weight=none"),
  estimates("q16", "q16"),
  estimates("q30", "q30"),
  estimates("q2.voting", "q2", "voting"),
  estimates("age", "age"),
  quantiles(c(0.1, 0.25, 0.5, 0.75, 0.9)),
  gaps("q5", "q5"),
  gaps("q16", "q16"),
  gaps("q30", "q30", a = "sporadic", b = "rarely-never"),
  gaps("q2.voting", "q2", "voting"),
  gaps("age", "age"),
  crosstab("q5", "voter-category", measures = c(three, "count")),
  crosstab("q16", "voter-category", measures = three),
  crosstab("q16", "q5"),
  crosstab("q2.voting", "voter-category", adjust = "bh"),
  crosstab("q19.holiday", "voter-category"),
  crosstab("q30", "race", measures = three, adjust = "holm"),
  crosstab("q5", "voter-category*gender", adjust = "holm"),
  crosstab("q5", "voter-category", design = women, more = "&filter=gender:female", measures = three),
  crosstab("q16", "voter-category", design = from30, more = "&filter=age:%3E%3D30"),
  crosstab("q16", "gender", design = below50, more = "&filter=age:%3C50"),
  crosstab("q5", "voter-category", design = unweighted, more = "&weight=none"),
  average_by("age", "voter-category"),
  average_by("age", "race", design = women, more = "&filter=gender:female")
)
cat(toJSON(expected, auto_unbox = TRUE, digits = I(17), na = "null"), "\n")
