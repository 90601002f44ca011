# What R reads from a running server, in each format that it knows.
#
#   Rscript read_formats.R http://127.0.0.1:8080 '/v1/surveys/…/gaps?limit=1000' …
#
# Prints a line of JSON for each client, format and address: the code that read it, and the cells and metadata that it
# found. A client is one entry of `clients`: its lines of code are run as they stand, with `url` as the address.

# The sheets beside `data`, where a client reads one sheet as a table.
of_sheets <- function(sheet) {
  pairs <- function(name) {
    table <- sheet(name)
    setNames(as.list(table[[2]]), table[[1]])
  }
  c(pairs("metadata"), list(method = pairs("method"), notes = as.list(sheet("footnotes")[[1]])))
}

clients <- list(
  jsonlite = list(
    null = "NA, NULL in columns of lists",
    read = c(
      json = "jsonlite::fromJSON(url)$data",
      "json-records" = "jsonlite::fromJSON(url)",
      ndjson = "jsonlite::stream_in(base::url(url), verbose = FALSE)"
    ),
    metadata = list(json = list(
      code = "jsonlite::fromJSON(url, simplifyVector = FALSE)$meta",
      shape = identity
    ))
  ),
  utils = list(
    null = "NA",
    read = c(
      csv = "read.csv(url, na.strings = \"\", check.names = FALSE)",
      "csv-excel" = "read.csv2(url, na.strings = \"\", check.names = FALSE)"
    )
  ),
  readxl = list(
    null = "NA",
    read = c(xlsx = "{download.file(url, \"answer.xlsx\", quiet = TRUE, mode = \"wb\"); readxl::read_excel(\"answer.xlsx\", guess_max = 1e6)}"),
    metadata = list(xlsx = list(
      code = "sapply(readxl::excel_sheets(\"answer.xlsx\"), readxl::read_excel, path = \"answer.xlsx\")",
      shape = function(sheets) of_sheets(function(name) sheets[[name]])
    ))
  )
)

text <- function(value) as.character(jsonlite::toJSON(value, auto_unbox = TRUE))

# A cell as JSON. Doubles with all their digits; what JSON has not stands out.
cell <- function(value) {
  if (is.na(value) && !is.nan(value)) return("null")
  if (is.logical(value)) return(if (value) "true" else "false")
  if (is.character(value)) return(text(value))
  if (is.numeric(value) && is.finite(value) && is.null(oldClass(value))) return(sprintf("%.17g", value))
  text(list("not in JSON" = format(value)))
}

# Lists within lists, and cells in them.
nested <- function(value) {
  if (is.null(value)) return("null")
  if (!is.list(value)) return(cell(value))
  parts <- vapply(value, nested, "")
  if (is.null(names(value))) return(sprintf("[%s]", paste(parts, collapse = ",")))
  sprintf("{%s}", paste(vapply(names(value), text, ""), parts, sep = ":", collapse = ","))
}

# A list column holds NULL, or a vector: one of length 1 is a list of one.
vector_cell <- function(values) {
  if (is.null(values)) return("null")
  sprintf("[%s]", paste(vapply(values, cell, ""), collapse = ","))
}

# The cells of a row: a column may be a vector, a list, or a table of its own, as jsonlite makes of objects.
cells <- function(table, row) {
  vapply(table, function(column) {
    if (!is.list(column)) return(cell(column[[row]]))
    if (!is.data.frame(column)) return(vector_cell(column[[row]]))
    fields <- vapply(column, function(field) cell(field[[row]]), "")
    sprintf("{%s}", paste(vapply(names(column), text, ""), fields, sep = ":", collapse = ","))
  }, "")
}

found <- function(table) {
  rows <- vapply(seq_len(nrow(table)), function(row) sprintf("[%s]", paste(cells(table, row), collapse = ",")), "")
  sprintf("\"fields\":%s,\"rows\":[%s]", text(as.list(names(table))), paste(rows, collapse = ","))
}

read <- function(client, format, url) {
  part <- client$metadata[[format]]
  tryCatch({
    table <- found(suppressWarnings(eval(parse(text = client$read[[format]]))))
    if (is.null(part)) return(table)
    metadata <- part$shape(suppressWarnings(eval(parse(text = part$code))))
    sprintf("%s,\"metadata\":%s,\"metadataCode\":%s", table, nested(metadata), text(part$code))
  }, error = function(error) sprintf("\"error\":%s", text(conditionMessage(error))))
}

arguments <- commandArgs(trailingOnly = TRUE)
setwd(tempdir())
for (package in names(clients)) {
  client <- clients[[package]]
  if (!requireNamespace(package, quietly = TRUE)) {
    cat(text(list(client = package, missing = "the package is not installed")), "\n", sep = "")
    next
  }
  for (format in names(client$read)) {
    for (address in arguments[-1]) {
      url <- paste0(arguments[1], address, if (grepl("?", address, fixed = TRUE)) "&" else "?", "format=", format)
      about <- text(list(
        client = if (package == "utils") "R" else package, language = "r", version = as.character(packageVersion(package)), imports = list(),
        null = client$null, format = format, code = client$read[[format]], address = address
      ))
      cat(sub("}$", "", about), ",", read(client, format, url), "}\n", sep = "")
    }
  }
}
