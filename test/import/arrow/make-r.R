# Makes what arrow for R writes into the metadata of a schema, under `r`, of a table of haven: `Rscript test/import/arrow/make-r.R FOLDER`.
# make.py puts it into files. arrow does the same in r/R/metadata.R: the attributes of the columns, serialized in letters; packed if large.
library(haven)
folder <- commandArgs(TRUE)[1]
columns <- list(
  owns = labelled_spss(
    c(1, 2, 9), labels = c("Yes é" = 1, No = 2, Refused = 9), na_values = 9, na_range = c(97, Inf),
    label = "Do you \"own\" a\\the car?\n"
  ),
  colour = labelled(c("r", "b"), labels = c(Red = "r", "Blüe" = "b"), label = "Which colour?"),
  # R keeps a sequence by how it is made.
  score = labelled(c(1, 2, 3), labels = setNames(as.numeric(1:3), c("low", "middle", "high")), label = "How much?"),
  seats = structure(c(1L, 2L), label = "How many seats?", labels = structure(1:4, names = c("one", "two", "three", "four")), order = 4:1),
  tagged = labelled(c(1, tagged_na("a")), labels = c(Ever = 1, Refused = tagged_na("a")), label = "Ever?"),
  plain = c(1, 2)
)
r <- list(
  attributes = list(class = c("tbl_df", "tbl", "data.frame"), made = Sys.Date, notes = as.character(1:3)),
  columns = lapply(columns, function(x) if (length(attributes(x)) > 0) list(attributes = attributes(x), columns = NULL))
)
r$attributes$made <- NULL
plain <- serialize(r, NULL, ascii = TRUE)
writeBin(plain, file.path(folder, "plain.txt"))
writeBin(serialize(memCompress(plain, type = "gzip"), NULL, ascii = TRUE), file.path(folder, "packed.txt"))
r$attributes$made <- function(x) x
writeBin(serialize(r, NULL, ascii = TRUE), file.path(folder, "function.txt"))
