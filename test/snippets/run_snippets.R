# Runs each file as a program of its own and prints the plain columns of its variable `data`, a line of JSON each.
for (path in commandArgs(trailingOnly = TRUE)) {
  scope <- new.env()
  printed <- capture.output(source(path, local = scope, echo = FALSE))
  data <- scope$data
  result <- if (is.null(data)) list(printed = printed) else {
    plain <- Filter(function(column) is.atomic(column), as.list(data))
    if (is.data.frame(data)) list(rows = nrow(data), columns = plain) else list(single = plain)
  }
  result$shown <- sum(nchar(printed))
  cat(jsonlite::toJSON(result, digits = I(17), na = "null", null = "null", auto_unbox = !is.data.frame(data)), "\n", sep = "")
}
