# Reads a file of SPSS with haven: labels, values that are no answer, each cell.
path <- commandArgs(trailingOnly = TRUE)[[1]]
data <- haven::read_sav(path, user_na = TRUE)
told <- lapply(data, function(column) {
  labels <- attr(column, "labels")
  cells <- unclass(as.vector(column))
  list(
    label = attr(column, "label"),
    labels = lapply(seq_along(labels), function(i) list(unname(labels)[[i]], names(labels)[[i]])),
    values = as.list(unname(attr(column, "na_values"))),
    range = as.list(unname(attr(column, "na_range"))),
    # The writer of JSON rounds to 15 digits.
    cells = if (is.numeric(cells)) ifelse(is.na(cells), NA, sprintf("%.17g", cells)) else cells
  )
})
cat(jsonlite::toJSON(told, auto_unbox = TRUE, digits = NA, na = "null", null = "null"))
