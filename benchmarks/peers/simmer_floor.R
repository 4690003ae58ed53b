# Model A as simmer's guide writes it: Rscript simmer_floor.R CALLS SEED CALLS_PER_MIN AGENTS SERVICE_MIN PATIENCE_MIN
# Prints the calls, how many abandoned, the minutes that all waited, and CPU seconds without R's own start.

suppressPackageStartupMessages(library(simmer))

given <- as.numeric(commandArgs(trailingOnly = TRUE))
set.seed(given[2])
started <- proc.time()

caller <- trajectory() %>%
  renege_in(function() rexp(1, 1 / given[6])) %>%
  seize("agents") %>%
  renege_abort() %>%
  timeout(function() rexp(1, 1 / given[5])) %>%
  release("agents")

center <- simmer() %>%
  add_resource("agents", given[4]) %>%
  add_generator("caller", caller, at(cumsum(rexp(given[1], given[3])))) %>%
  run()

calls <- get_mon_arrivals(center)
waited <- sum(calls$end_time - calls$start_time - calls$activity_time)
spent <- proc.time() - started
cat(nrow(calls), sum(calls$activity_time == 0), format(waited, digits = 12), spent[["user.self"]] + spent[["sys.self"]])
