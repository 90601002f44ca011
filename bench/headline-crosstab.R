# A weighted crosstab of design-based shares with the survey package: reads columns from a CSV file, prints shares, standard errors and
# the test as JSON, with the processor seconds that the design and the analysis took; reading is not counted.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
clusters <- if (arguments[2] == "clusters") ~psu else ~1
before <- proc.time()
rows$answer <- factor(rows$answer)
design <- subset(svydesign(ids = clusters, strata = ~stratum, weights = ~w, data = rows), !is.na(answer))
shares <- svyby(~answer, ~audience, design, svymean)
test <- svychisq(~answer + audience, design)
spent <- proc.time() - before
# By audience, then answer.
by_audience <- function(table) as.vector(t(as.matrix(table)))
cat(toJSON(list(
  seconds = unname(spent["user.self"] + spent["sys.self"]),
  megabytes = sum(gc()[, 6]),
  shares = by_audience(shares[, 2:6]),
  errors = by_audience(SE(shares)),
  test = c(unname(test$statistic), unname(test$parameter), unname(test$p.value))
), digits = NA, auto_unbox = TRUE))
