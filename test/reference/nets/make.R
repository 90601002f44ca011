# Nets, differences of two answers, and filters, as R's survey has them: the reference of test/services/figures/nets.test.ts.
#
#   Rscript test/reference/nets/make.R
#
# Writes records.csv, 420 made respondents of three waves in clusters within strata, with weights; and nets.json.
library(survey)
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
options(survey.lonely.psu = "fail")

set.seed(20261129)
n <- 420
records <- data.frame(
  wave = rep(c("w1", "w2", "w3"), each = n / 3),
  role = sample(c("a", "b"), n, replace = TRUE, prob = c(0.55, 0.45)),
  stratum = sample(1:3, n, replace = TRUE),
  q = sample(c(1:5, 9), n, replace = TRUE, prob = c(0.22, 0.25, 0.2, 0.15, 0.12, 0.06)),
  sex = sample(c("f", "m"), n, replace = TRUE),
  age = sample(18:80, n, replace = TRUE),
  w = round(runif(n, 0.4, 2.2), 3)
)
records$cluster <- records$stratum * 10 + sample(1:6, n, replace = TRUE)
# Nobody of one group is against: a share at an end.
records$q[records$wave == "w3" & records$role == "b" & records$q %in% 4:5] <- 3
write.csv(records, file.path(here, "records.csv"), row.names = FALSE, quote = FALSE)

records$ok <- records$q != 9
records$good <- as.numeric(records$q %in% 1:2)
records$net <- as.numeric(records$q %in% 1:2) - as.numeric(records$q %in% 4:5)
design <- svydesign(ids = ~cluster, strata = ~interaction(wave, stratum), weights = ~w, nest = TRUE, data = records)
answered <- subset(design, ok)

# Means by wave and role with the covariances between groups, and contrasts of them.
results <- function(design, name) {
  by <- svyby(as.formula(paste0("~", name)), ~ wave + role, design, svymean, covmat = TRUE)
  key <- rownames(by)
  within <- function(k) {
    part <- strsplit(k, ".", fixed = TRUE)[[1]]
    subset(design, wave == part[1] & role == part[2])
  }
  estimates <- lapply(key, function(k) list(
    group = k, value = 100 * by[k, name], se = 100 * as.numeric(SE(by[k, ])),
    n = nrow(within(k)$variables), df = degf(within(k)),
    deff = as.numeric(deff(svymean(as.formula(paste0("~", name)), within(k), deff = "replace")))
  ))
  contrast <- function(coefficients, waves) {
    found <- svycontrast(by, coefficients)
    list(
      terms = as.list(coefficients), value = 100 * as.numeric(coef(found)), se = 100 * as.numeric(SE(found)),
      df = degf(subset(design, wave %in% waves))
    )
  }
  list(
    estimates = estimates,
    gaps = lapply(c("w1", "w2"), function(v) contrast(setNames(c(1, -1), paste0(v, c(".a", ".b"))), v)),
    trends = list(
      contrast(c(w2.a = 1, w1.a = -1), c("w1", "w2")), contrast(c(w3.a = 1, w2.a = -1), c("w2", "w3")),
      contrast(c(w2.b = 1, w1.b = -1), c("w1", "w2"))
    ),
    gapTrends = list(contrast(c(w2.a = 1, w2.b = -1, w1.a = -1, w1.b = 1), c("w1", "w2")))
  )
}
# The shares of the answers of the group with an end, which tell what clustering does to it.
end <- subset(answered, wave == "w3" & role == "b")
both <- svyby(~net, ~ wave + role, answered, svymean, covmat = TRUE)
inside <- lapply(1:3, function(code) as.numeric(deff(svymean(~ I(as.numeric(q == code)), end, deff = "replace"))))
options(digits = 17)
json <- jsonlite::toJSON(list(
  software = paste("R", getRversion(), "survey", packageVersion("survey")),
  net = results(answered, "good"), difference = results(answered, "net"),
  filtered = list(
    net = results(subset(answered, sex == "f"), "good"), difference = results(subset(answered, sex == "f"), "net"),
    range = results(subset(answered, age >= 40), "net")
  ),
  end = list(n = nrow(end$variables), kish = sum(weights(end))^2 / sum(weights(end)^2), deffs = inside,
    gapSe = 100 * as.numeric(SE(svycontrast(both, c(w3.a = 1, w3.b = -1))))
  )
), auto_unbox = TRUE, digits = NA, pretty = TRUE)
writeLines(json, file.path(here, "nets.json"))
