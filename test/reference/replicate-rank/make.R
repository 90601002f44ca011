# The ranks of replicate weights as R has them: Rscript make.R > ranks.json (survey 4.1.1)
suppressMessages(library(survey)); library(jsonlite)
set.seed(7)
rank <- function(m) qr(m, tol = 1e-5)$rank
d <- data.frame(id = 1:40, w = rep(c(1.5, 2.25, 3, 4.75), 10), h = rep(1:8, each = 5))
b <- weights(as.svrepdesign(svydesign(~id, weights = ~w, data = d), type = "bootstrap", replicates = 60), "analysis")
j <- weights(as.svrepdesign(svydesign(~id, strata = ~h, weights = ~w, data = d), type = "JKn"), "analysis")
d2 <- data.frame(id = 1:16, h = rep(1:8, each = 2), w = seq(1, 2.5, length = 16))
r <- weights(as.svrepdesign(svydesign(~id, strata = ~h, weights = ~w, data = d2), type = "BRR"), "analysis")
# 90 respondents in 15 units, as computed, with noise below the tolerance, and rounded to one decimal.
d3 <- data.frame(psu = rep(1:15, each = 6), w = round(runif(90, 1, 9), 3))
c3 <- weights(as.svrepdesign(svydesign(~psu, weights = ~w, data = d3), type = "bootstrap", replicates = 30), "analysis")
cases <- list(
  list(name = "bootstrap, 60 replicates of 40 units", weights = b),
  list(name = "JKn, 40 units in 8 strata", weights = j),
  list(name = "BRR, 8 strata of two units", weights = r),
  list(name = "bootstrap, 30 replicates of 15 units", weights = signif(c3, 17)),
  list(name = "the same with noise of 1e-8", weights = c3 * (1 + 1e-8 * matrix(rnorm(90 * 30), 90))),
  list(name = "the same rounded to one decimal", weights = round(c3 * (1 + 0.05 * sin(1:90)) / 1.07, 1)))
out <- lapply(cases, function(x) list(name = x$name, rank = rank(unname(x$weights)), weights = unname(x$weights)))
cat(toJSON(out, digits = 17, auto_unbox = TRUE), "\n")
