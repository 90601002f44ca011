# Answers of the API, worked out by R's survey package from `records`, `nets` and `weighted` of the script that sources
# this file. Each function gives addresses with the rows that must be there: `where` finds a row, `figures` are its
# numbers; a figure that R does not give is left out.

## Estimates

interval <- function(limits) list(ciLower = limits[1], ciUpper = limits[2])

bases <- function(design) {
  w <- weights(design)
  list(n = length(w), weighted = sum(w), effective = sum(w)^2 / sum(w^2))
}

# The share of `part` among a design's respondents, in percent. Exactly 0 or 100 %: R has no interval.
share <- function(design) {
  estimate <- svymean(~part, design, deff = "replace")
  result <- list(value = 100 * coef(estimate)[[1]], standardError = 100 * SE(estimate)[[1]])
  if (all(design$variables$part == design$variables$part[1])) return(result)
  limits <- confint(svyciprop(~part, design, method = "xlogit", df = degf(design)))
  c(result, interval(100 * as.vector(limits)), designEffect = deff(estimate)[[1]])
}

average <- function(design) {
  estimate <- svymean(~part, design, deff = "replace")
  c(
    list(value = coef(estimate)[[1]], standardError = SE(estimate)[[1]]),
    interval(as.vector(confint(estimate, df = degf(design)))),
    designEffect = deff(estimate)[[1]]
  )
}

# With the degrees of freedom of the column that it is counted in.
weights_of_part <- function(design) {
  estimate <- svytotal(~part, design)
  c(
    list(value = coef(estimate)[[1]], standardError = SE(estimate)[[1]]),
    interval(as.vector(confint(estimate, df = degf(design))))
  )
}

# A difference of two groups with the covariance of their estimates; t with the degrees of freedom of the design.
difference <- function(by_group, a, b, df, factor) {
  contrast <- svycontrast(by_group, setNames(c(1, -1), c(a, b)))
  value <- factor * coef(contrast)[[1]]
  error <- factor * SE(contrast)[[1]]
  list(
    a = factor * coef(by_group)[[a]], b = factor * coef(by_group)[[b]],
    difference = value, standardError = error,
    interval = value + c(-1, 1) * qt(0.975, df) * error,
    t = value / error, p = 2 * pt(-abs(value / error), df)
  )
}

# The same where in either of two groups fewer than 5 gave the answer, or fewer than 5 did not: p is the larger of t's and of
# that of pooled z on n/deff, read from t; the interval is squared and added from those of the two shares (MOVER, Zou &
# Donner 2008). A share at 0 or 100 % has no deff: what follows from it is left out.
small_counts <- function(one, a, b, df) {
  groups <- list(a, b)
  chose <- sapply(groups, function(group) sum(group$variables$part))
  n <- sapply(groups, function(group) length(group$variables$part))
  if (all(pmin(chose, n - chose) >= 5)) return(one)
  if (any(chose == 0 | chose == n)) return(one[c("a", "b", "difference", "standardError")])
  shares <- lapply(groups, function(group) svymean(~part, group, deff = "replace"))
  p <- sapply(shares, function(share) coef(share)[[1]])
  e <- n / sapply(shares, function(share) deff(share)[[1]])
  pooled <- sum(e * p) / sum(e)
  z <- (p[1] - p[2]) / sqrt(pooled * (1 - pooled) * sum(1 / e))
  by_z <- 2 * pt(-abs(z), df)
  if (by_z > one$p) one <- modifyList(one, list(t = z, p = by_z))
  limits <- 100 * sapply(groups, function(group) {
    as.vector(confint(svyciprop(~part, group, method = "xlogit", df = degf(group))))
  })
  below <- c(one$a - limits[1, 1], limits[2, 2] - one$b)
  above <- c(limits[2, 1] - one$a, one$b - limits[1, 2])
  modifyList(one, list(interval = one$difference + c(-sqrt(sum(below^2)), sqrt(sum(above^2)))))
}

## Crosstabs

lines_of <- function(variable) {
  if (variable == "q19.holiday") return(list(chosen = "chosen"))
  options <- levels(records[[variable]])
  c(setNames(as.list(options), options), nets[[variable]])
}

# The lines of a side and, under NA, its total.
with_total <- function(variable) c(lines_of(variable), list(`NA` = levels(records[[variable]])))
name_or_null <- function(name) if (name == "NA") NA_character_ else name

answered <- function(design, ...) {
  Reduce(function(d, variable) subset(d, !is.na(d$variables[[variable]])), c(...), design)
}

crosstab_rows <- function(design, row, column, measure, letters) {
  all <- answered(design, row, column)
  cells <- expand.grid(column = names(with_total(column)), row = names(with_total(row)), stringsAsFactors = FALSE)
  Map(function(r, c) {
    in_row <- all$variables[[row]] %in% with_total(row)[[r]]
    in_column <- all$variables[[column]] %in% with_total(column)[[c]]
    group <- switch(measure,
      `row-percent` = in_row, `total-percent` = rep(TRUE, length(in_row)), in_column
    )
    whole <- update(all, part = as.numeric(in_row & in_column))
    base <- subset(whole, group)
    cell <- bases(subset(all, in_row & in_column))
    counts <- bases(base)
    figures <- c(
      if (measure == "count") weights_of_part(base) else share(base),
      n = cell$n, weighted = cell$weighted,
      base = counts$n, baseWeighted = counts$weighted, baseEffective = counts$effective
    )
    found <- letters[[r]][[c]]
    c(
      list(where = list(row = name_or_null(r), column = name_or_null(c)), figures = figures),
      if (!is.null(found)) list(letters = I(found))
    )
  }, cells$row, cells$column)
}

# Every pair of columns in every row but the total.
comparisons <- function(design, row, column, adjustment = "none") {
  all <- answered(design, row, column)
  columns <- levels(records[[column]])
  pairs <- combn(columns, 2, simplify = FALSE)
  df <- degf(all)
  rows <- unlist(lapply(names(lines_of(row)), function(r) {
    with_part <- update(all, part = as.numeric(all$variables[[row]] %in% lines_of(row)[[r]]))
    by_column <- svyby(~part, reformulate(column), with_part, svymean, covmat = TRUE)
    lapply(pairs, function(pair) {
      in_column <- lapply(pair, function(one) subset(with_part, with_part$variables[[column]] == one))
      one <- small_counts(difference(by_column, pair[1], pair[2], df, 100), in_column[[1]], in_column[[2]], df)
      c(row = r, columnA = pair[1], columnB = pair[2], one)
    })
  }), recursive = FALSE)
  # The pairs of one row are a family.
  family <- sapply(rows, `[[`, "row")
  adjusted <- ave(sapply(rows, `[[`, "p"), family, FUN = function(p) p.adjust(p, sub("bh", "BH", adjustment)))
  Map(function(one, p) c(one, df = df, adjusted = p), rows, adjusted)
}

comparison_rows <- function(compared) {
  lapply(compared, function(one) list(
    where = one[c("row", "columnA", "columnB")],
    figures = c(
      list(valueA = one$a, valueB = one$b), one[c("difference", "standardError", "df")],
      interval(one$interval), statistic = one$t, pValue = one$p, pAdjusted = one$adjusted
    )
  ))
}

# A letter for each column that is smaller: capital at 95 %, small at 90 %.
letters_of <- function(compared, row, column) {
  columns <- levels(records[[column]])
  letter <- setNames(LETTERS[seq_along(columns)], columns)
  sapply(names(lines_of(row)), function(r) {
    sapply(columns, function(c) {
      larger <- Filter(function(one) {
        one$row == r && one$adjusted < 0.1 &&
          ((one$columnA == c && one$difference > 0) || (one$columnB == c && one$difference < 0))
      }, compared)
      as.character(unlist(lapply(larger, function(one) {
        other <- letter[[if (one$columnA == c) one$columnB else one$columnA]]
        if (one$adjusted < 0.05) other else tolower(other)
      })))
    }, simplify = FALSE)
  }, simplify = FALSE)
}

independence <- function(design, row, column) {
  formula <- reformulate(c(row, column))
  f <- svychisq(formula, answered(design, row, column), statistic = "F")
  chisq <- svychisq(formula, answered(design, row, column), statistic = "Chisq")
  list(
    statistic = f$statistic[[1]], numeratorDf = f$parameter[[1]], denominatorDf = f$parameter[[2]],
    pValue = f$p.value[[1]], pearson = chisq$statistic[[1]]
  )
}

name_in_r <- function(column) if (column %in% names(column_of)) column_of[[column]] else column

crosstab <- function(row, columns, design = weighted, more = "", measures = "column-percent", adjust = "none") {
  column <- name_in_r(columns)
  query <- paste0("?rows=", row, "&columns=", columns, more, "&adjust=", adjust)
  compared <- comparisons(design, row, column, adjust)
  test <- independence(design, row, column)
  letters <- letters_of(compared, row, column)
  tables <- lapply(measures, function(measure) list(
    address = paste0("crosstab", query, "&measure=", measure),
    test = test,
    rows = unname(crosstab_rows(design, row, column, measure, if (measure == "column-percent") letters))
  ))
  c(tables, list(list(address = paste0("crosstab/comparisons", query), rows = comparison_rows(compared))))
}

average_by <- function(row, columns, design = weighted, more = "") {
  column <- name_in_r(columns)
  all <- answered(design, row, column)
  all <- update(all, part = all$variables[[row]])
  cells <- lapply(names(with_total(column)), function(c) {
    base <- subset(all, all$variables[[column]] %in% with_total(column)[[c]])
    counts <- bases(base)
    list(
      where = list(column = name_or_null(c)),
      figures = c(average(base), base = counts$n, baseWeighted = counts$weighted, baseEffective = counts$effective)
    )
  })
  query <- paste0("?rows=", row, "&columns=", columns, more, "&measure=mean")
  list(list(address = paste0("crosstab", query), rows = cells))
}

## Audiences

audiences <- c("all", levels(records$voter.category))
of_audience <- function(design, audience) {
  if (audience == "all") design else subset(design, voter.category == audience)
}

estimates <- function(variable, question, item = NA_character_, design = weighted, more = "") {
  all <- answered(design, variable)
  numeric <- is.numeric(records[[variable]])
  options <- if (numeric) NA_character_ else levels(records[[variable]])
  rows <- lapply(audiences, function(audience) lapply(options, function(option) {
    group <- of_audience(all, audience)
    answers <- group$variables[[variable]]
    group <- update(group, part = if (numeric) answers else as.numeric(answers == option))
    figures <- c(if (numeric) average(group) else share(group), n = bases(group)$n, nEffective = bases(group)$effective)
    list(where = list(question = question, item = item, option = option, audience = audience), figures = figures)
  }))
  measure <- if (numeric) "mean" else "percent"
  list(list(
    address = paste0("estimates?question=", question, "&measure=", measure, more),
    rows = unlist(rows, recursive = FALSE)
  ))
}

# The smallest age up to which a share of at least p are, with Woodruff's interval on the logit scale.
quantiles <- function(probabilities) {
  rows <- lapply(audiences, function(audience) {
    group <- of_audience(weighted, audience)
    found <- svyquantile(~age, group, probabilities,
      qrule = "math", interval.type = "xlogit", ci = TRUE, df = degf(group)
    )$age
    lapply(seq_along(probabilities), function(i) list(
      where = list(question = "age", audience = audience, quantile = probabilities[i]),
      figures = list(
        value = found[i, "quantile"], standardError = found[i, "se"],
        ciLower = found[i, "ci.2.5"], ciUpper = found[i, "ci.97.5"]
      )
    ))
  })
  list(list(
    address = paste0("estimates?question=age&measure=quantile&quantile=", paste(probabilities, collapse = ",")),
    rows = unlist(rows, recursive = FALSE)
  ))
}

cohens_h <- function(a, b) 2 * asin(sqrt(a / 100)) - 2 * asin(sqrt(b / 100))

gaps <- function(variable, question, item = NA_character_, a = "always", b = "rarely-never") {
  all <- answered(weighted, variable)
  numeric <- is.numeric(records[[variable]])
  options <- if (numeric) NA_character_ else levels(records[[variable]])
  n <- table(all$variables$voter.category)
  rows <- lapply(options, function(option) {
    answers <- all$variables[[variable]]
    with_part <- update(all, part = if (numeric) answers else as.numeric(answers == option))
    by_audience <- svyby(~part, ~voter.category, with_part, svymean, covmat = TRUE)
    one <- difference(by_audience, a, b, degf(all), if (numeric) 1 else 100)
    if (!numeric) one <- small_counts(one, of_audience(with_part, a), of_audience(with_part, b), degf(all))
    list(
      where = list(question = question, item = item, option = option, audienceA = a, audienceB = b),
      figures = c(
        list(
          valueA = one$a, nA = n[[a]], valueB = one$b, nB = n[[b]],
          gap = one$difference, standardError = one$standardError, statistic = one$t, pValue = one$p
        ),
        interval(one$interval), if (!numeric) list(effectSize = cohens_h(one$a, one$b))
      )
    )
  })
  measure <- if (numeric) "mean" else "percent"
  list(list(address = paste0("gaps?question=", question, "&between=", a, ",", b, "&measure=", measure), rows = rows))
}
