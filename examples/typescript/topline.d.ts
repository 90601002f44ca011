/** Made by generate.ts from the OpenAPI document of Topline: do not edit. */
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process can answer at all. For liveness probes.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers for Prometheus
         * @description Requests by route, method and status, their durations, the cache, computations, releases, and the state of the process, in the text format of Prometheus. Where the service has access keys, a key with the scope `metrics` is needed; where it has none, everybody may read. Not counted by the limit of requests.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oembed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How to embed figures in a page (oEmbed)
         * @description The frame that shows what an address of this service answers: a picture with its table, or a table. Pages name this address by `<link rel="alternate" type="application/json+oembed">`. It needs the setting `PUBLIC_URL`, since the page that embeds is on another host; without it, and for addresses of other hosts, it answers 404.
         */
        get: operations["getOEmbed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The OpenAPI document as JSON
         * @description The OpenAPI 3.1 description of every address, derived from the schemas that check the queries.
         */
        get: operations["getOpenApiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The OpenAPI document as YAML
         * @description The OpenAPI 3.1 description of every address, derived from the schemas that check the queries.
         */
        get: operations["getOpenApiYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/codelists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One code list
         * @description Answers taken together (nets), differences of answers, or the audiences of one division: values that can stand in the place of those of a variable. Figures of nets are those of /v1, and no sums of cells.
         */
        get: operations["getPxCodeList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a client must know: limits, languages, formats
         * @description PxWebApi 2 (the specification of January 2026) over the same releases: point its clients at /px/v2.
         */
        get: operations["getPxConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/savedqueries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save a query
         * @description The id of a saved query is the query itself: nothing is kept, and it holds on every server that has the survey. A table with @version gives the same figures for ever. What is too long for an address is refused, with what would do.
         */
        post: operations["savePxQuery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/savedqueries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One saved query
         * @description What an id stands for.
         */
        get: operations["getPxSavedQuery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/savedqueries/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cells that a saved query selects
         * @description Expressions such as `top(1)` follow the newest release, where the table has no @version.
         */
        get: operations["getPxSavedQueryData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/savedqueries/{id}/selection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a saved query selects, value by value
         * @description The selection of a saved query with its expressions as codes.
         */
        get: operations["getPxSavedQuerySelection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tables: each question of each survey
         * @description Every question of the newest release of each survey is a table. `query` searches as /v1/search does; with `lang` those of surveys in that language are listed.
         */
        get: operations["listPxTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/tables/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One table
         * @description What a table is of, and where its metadata and data are.
         */
        get: operations["getPxTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/tables/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cells of a table
         * @description The very figures of /v1, whose permanent address is the link `canonical`. Nothing selected is the default selection; a variable that nothing stands for must be named. Formats: json-stat2, csv, xlsx, html, px, json-px, parquet.
         */
        get: operations["getPxData"];
        put?: never;
        /**
         * Cells of a table, selected by a body
         * @description The same with the selection as JSON, which may name more values than an address has room for.
         */
        post: operations["postPxData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/tables/{id}/defaultselection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is shown of a table where nothing is selected
         * @description The figures themselves of all answers, audiences and waves, as far as they fit into one answer, and where the variables stand.
         */
        get: operations["getPxDefaultSelection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/px/v2/tables/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Variables and values of a table
         * @description A table without its cells: variables, values with words and footnotes, units and decimals of the quantities, code lists, and what must be known to read it. `value` is null.
         */
        get: operations["getPxMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which releases are served?
         * @description All releases that are served, and those that were refused with the reason. A refused release does not make the service unready: all others go on being served.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/releases.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The JSON Schema of releases.json
         * @description The releases of a survey, in the format topline/1. An editor completes and checks the file by it, draft 2020-12.
         */
        get: operations["getReleasesSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/survey.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The JSON Schema of survey.json
         * @description What the figures of a release mean, in the format topline/1. An editor completes and checks the file by it, draft 2020-12.
         */
        get: operations["getSurveySchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculator/gap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Interval and test of a gap
         * @description Two percentages and their bases: is the gap real? Intervals by each method, and in `meta` the two-proportion z test and the effect size.
         */
        get: operations["calculateGap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculator/proportion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Confidence intervals of a share
         * @description For someone who has only the numbers: x of n, or a percentage and its base. All usual intervals side by side, by the code that serves the surveys.
         */
        get: operations["calculateProportion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculator/sample-size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many respondents are needed
         * @description Either for a share to be known within a margin (`margin`, and `percent` if it is not near 50), or for a gap to be found (`percentA`, `percentB`, `power`).
         */
        get: operations["calculateSampleSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does this hold? A claim of yours, checked
         * @description A statement about the figures of a release, in the form in which `claims` of survey.json has them: the quantity (a figure, a gap, a change, a change of a gap), what it is of, how it stands to a value, and whether it is said to be significant. The answer is a verdict with its reason, the computation step by step, the p-value (or the best one that is possible, where a base is not known), and the figures that were used. Nothing is stored.
         */
        post: operations["checkClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A feed of new releases
         * @description The newest releases of all surveys, 50 at most, as an Atom feed: what each changed, its permanent address, and the address of the differences; those that were withdrawn too. Poll it with `If-None-Match` or `If-Modified-Since`: while nothing is new the answer is an empty 304.
         */
        get: operations["getFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The kinds of error
         * @description Every kind of problem that this service answers with, and what to do about it.
         */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{problem}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One kind of error
         * @description What a kind of problem means and what to do about it. The `type` of every problem points here.
         */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find questions, items, options, sources and notes
         * @description Full-text search, tolerant of typing errors, over the newest releases of all surveys: their titles, questions, items, options, sources and notes. Best first. Texts hold all words; where none does, those that hold some are listed, and `meta.notes` says so.
         */
        get: operations["searchSurveys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The surveys
         * @description All surveys that are served, each by its newest release. Start here.
         */
        get: operations["listSurveys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a survey is about
         * @description Title, publisher, licence, citation, and the ids of waves, audiences and questions of one release.
         */
        get: operations["getSurvey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/audiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audiences
         * @description The groups whose answers are reported separately. An audience with a parent is a part of it.
         */
        get: operations["listAudiences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/crosstab.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /crosstab, as PNG, for documents and slides
         * @description A table as a heat map, with intervals, letters for what is larger than what, and bases. It takes the parameters that pick rows of `/crosstab`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawCrosstabPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/crosstab.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /crosstab, as SVG, which can be enlarged without end
         * @description A table as a heat map, with intervals, letters for what is larger than what, and bases. It takes the parameters that pick rows of `/crosstab`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawCrosstabSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/estimates.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /estimates, as PNG, for documents and slides
         * @description Figures as dots with their intervals; all answers of a scale as bars that part in the middle, with the sums of both sides. It takes the parameters that pick rows of `/estimates`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawEstimatesPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/estimates.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /estimates, as SVG, which can be enlarged without end
         * @description Figures as dots with their intervals; all answers of a scale as bars that part in the middle, with the sums of both sides. It takes the parameters that pick rows of `/estimates`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawEstimatesSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/gap-trends.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /gap-trends, as PNG, for documents and slides
         * @description Gaps from wave to wave as lines with intervals, with zero on the axis. It takes the parameters that pick rows of `/gap-trends`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawGapTrendsPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/gap-trends.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /gap-trends, as SVG, which can be enlarged without end
         * @description Gaps from wave to wave as lines with intervals, with zero on the axis. It takes the parameters that pick rows of `/gap-trends`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawGapTrendsSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/gaps.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /gaps, as PNG, for documents and slides
         * @description Two figures of each row as a dumbbell, and their difference on an axis of its own. It takes the parameters that pick rows of `/gaps`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawGapsPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/gaps.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /gaps, as SVG, which can be enlarged without end
         * @description Two figures of each row as a dumbbell, and their difference on an axis of its own. It takes the parameters that pick rows of `/gaps`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawGapsSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/ranks.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /ranks, as PNG, for documents and slides
         * @description Items in order, one column for each audience or wave, each item joined with itself. It takes the parameters that pick rows of `/ranks`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawRanksPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/ranks.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /ranks, as SVG, which can be enlarged without end
         * @description Items in order, one column for each audience or wave, each item joined with itself. It takes the parameters that pick rows of `/ranks`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawRanksSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/trends.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /trends, as PNG, for documents and slides
         * @description Figures from wave to wave as lines with intervals, audiences in one panel, years as far apart as they are. It takes the parameters that pick rows of `/trends`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawTrendsPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/charts/trends.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of /trends, as SVG, which can be enlarged without end
         * @description Figures from wave to wave as lines with intervals, audiences in one panel, years as far apart as they are. It takes the parameters that pick rows of `/trends`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.
         */
        get: operations["drawTrendsSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/citation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How to cite a release, or one answer of it
         * @description Publisher, title, version, permanent address, SHA-256 and licence, with today (UTC) as the day of access; therefore it is never immutable, and is kept until midnight at the longest. An answer is cited by its address in `of`, which is checked and brought into its canonical form, but not computed. Addresses are absolute only where the service knows its own (`PUBLIC_URL`).
         */
        get: operations["getCitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the sources claim, checked
         * @description Each statement of a source that can be computed, held against the figures: a verdict, the reason, and the computation step by step. Where sources disagree about a figure, the verdict under each version; where a base is not known, the best p-value that the claim could have.
         */
        get: operations["listClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/claims/{claim}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One claim, checked
         * @description One statement of a source with its verdict, the figures that it was held against, and the computation.
         */
        get: operations["getClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/crosstab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows by columns, weighted, with tests
         * @description A table computed from respondents’ records: variables of the rows by variables of the columns, with totals, bases, intervals from the design of the sample, letters that say which columns differ, and a Rao–Scott test of each block in `meta.tests`. Variables are questions (`q5`), items of batteries (`q2.voting`), `wave` and `audience`. With commas they stand side by side; `a*b` nests b in a. A question with items (`q19`) stands for all of them: where each has one row (a choice among several, means) the items are rows of the question, where each has several (a scale) an item is a variable of its own; below them stands one base in the place of their totals, null with `bases-differ` where the items were not answered by the same respondents. In columns the items of a choice among several are columns of the question. Every cell is that of the item named alone.
         */
        get: operations["getCrosstab"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/crosstab/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every pair of columns of a crosstab, tested
         * @description The tests behind the letters of a crosstab, one pair of columns of one row a record: the difference with its interval, t, and p-values. Columns of `column-percent` and `mean` are compared.
         */
        get: operations["listColumnComparisons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/crosstab/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How large a crosstab would be
         * @description Rows, columns and cells of a crosstab and the respondents within its filters, before it is computed.
         */
        get: operations["getCrosstabSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/dcat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The release for catalogues of open data
         * @description Title, publisher, period, version, licence and every way to have the release, as a `Dataset` of DCAT-AP 3 in JSON-LD, for CKAN and the portals of the European Union. What is not known is left out.
         */
        get: operations["getDcat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/ddi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The codebook as DDI-Codebook 2.5
         * @description What was asked, of whom and when, each variable with its words, answers and values that are no answer, as archives of survey data exchange it (DDI-Codebook 2.5, XML). What is not known is left out.
         */
        get: operations["getDdi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed between two releases
         * @description Each figure, sample, label, note, source and claim that was added, removed or changed, one row for each field. Left out, `to` is the release that is addressed and `from` the one before it.
         */
        get: operations["diffReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole of a release in one file
         * @description A zip that is a data package of Frictionless Data: `datapackage.json` (files with sizes and hashes, columns, licence, sources, version), `README.md` with the citation, `survey.json` and `toplines.csv` as they were released, and `responses.parquet` where the survey declares its records public. With `format=sav` these records as a system file of SPSS, with labels, values that are no answer, sets of several answers and the first weight, for SPSS, PSPP, R (haven), Python (pyreadstat) and Stata. The same release always gives the same bytes.
         */
        get: operations["downloadRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/estimates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures, one a row
         * @description Each figure with its base, the digits as published, what those digits leave open, and the sources that give it. Where sources disagree, the preferred version is the row and the others stand under `alternatives`.
         */
        get: operations["listEstimates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/gap-trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How gaps moved from wave to wave
         * @description The gap between two audiences in a later wave minus the gap in an earlier one, and whether the audiences came closer as far as the published digits settle it.
         */
        get: operations["listGapTrends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Differences between two audiences
         * @description One audience minus another, in the same wave, question, item and option. A gap is formed only where both were asked the same question; name the `question` to get a row that says why there is none. `between` picks the pair; left out, the pairs that the survey declares. `audience` keeps the pairs that it takes part in.
         */
        get: operations["listGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The questions with their items and options
         * @description What was asked, of whom, in which waves, and between which waves the wording changed.
         */
        get: operations["listQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/questions/{question}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One question
         * @description What was asked, with its items, options and breaks.
         */
        get: operations["getQuestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/ranks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items in order, for each audience
         * @description The items of a question from the highest figure to the lowest, for each audience and wave. Equal figures share a place. Ranks that were published as ranks are passed through. A filter never changes a place: items are ranked among all items of the question. `meta.agreement` says how far the orders of two audiences agree.
         */
        get: operations["listRanks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The releases of a survey
         * @description All releases, newest first, each with the hash of its files and what it changed; those that were withdrawn too, with when and why. Under an @version address, that release alone.
         */
        get: operations["listReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/releases.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A feed of new releases of a survey
         * @description The newest releases of one survey, 50 at most, as an Atom feed. Under an @version address, that release alone. Poll it with `If-None-Match` or `If-Modified-Since`: while nothing is new the answer is an empty 304.
         */
        get: operations["getReleaseFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sources of the figures
         * @description The publications that figures are taken from, with their addresses where they are known.
         */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Differences between waves
         * @description A later wave minus an earlier one, for the same audience, question, item and option. Waves between which the wording changed are not compared; name the `question` to get a row that says so. `from` and `to` pick the waves; left out, each wave is compared with the one before it.
         */
        get: operations["listTrends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What rows, columns and filters may name
         * @description The variables of the records, with their labels, answers, bands and subtotals, and what each can be used for in a crosstab: a question, each item of a question with items, `wave` and `audience`.
         */
        get: operations["listVariables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{survey}/waves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The waves and their samples
         * @description The rounds of fieldwork in the order of time, with how many were asked as far as it is known.
         */
        get: operations["listWaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Another version of the figure, from a source that disagrees. */
        Alternative: {
            /** @description Digits after the point, as published. */
            decimals: number;
            /** @description Where in each of `sources` the figure stands, in their order; null if not known. */
            locators: (string | null)[];
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            n: number | null;
            /** @description What else must be known to read the row. */
            note: string | null;
            /** @description How firmly the base is known: `more-than` 1100 is a bound, not a base. */
            nQualifier: ("exact" | "approximately" | "more-than" | "less-than") | null;
            /**
             * @description How firmly the figure was published.
             * @enum {string}
             */
            qualifier: "exact" | "approximately" | "more-than" | "less-than";
            /** @description Ids of the sources that give this value. */
            sources: string[];
            /** @description The figure. Percentages are on the scale from 0 to 100, differences of them (net) from −100 to 100. */
            value: number;
        };
        /** @description A population group whose answers are reported separately. Every field is there, unless `labels` or `fields` leaves it out. */
        Audience: {
            /** @description By what its parent was divided, such as country: audiences of one dimension have nobody in common. Null: not said. */
            dimension?: string | null;
            /** @description Audience id. */
            id?: string;
            /** @description What it is called. */
            label?: string;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description The audience that this one is a part of; of several the first. Null: of none. */
            parent?: string | null;
            /** @description All audiences that this one is directly a part of. */
            parents?: string[];
        };
        /** @description The gap that the intervals are of, with its test. */
        CalculatedGapMeta: {
            /** @description Confidence level. */
            confidence: number;
            /** @description Rows in this answer. */
            count: number;
            /** @description Variance compared with a simple random sample. */
            designEffect: number;
            /** @description Cohen’s h. */
            effectSize: number;
            /** @description percentA − percentB, in percentage points. */
            gap: number;
            /** @description Base of inference: n divided by the design effect. */
            nEffectiveA: number;
            /** @description Base of inference: n divided by the design effect. */
            nEffectiveB: number;
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this answer. */
            permalink: string;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue: number | null;
            /** @description Whether pAdjusted is below 1 − confidence. Null is not false: it cannot be said. */
            significant: boolean | null;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Standard error, in percentage points. */
            standardError: number;
            /** @description Test statistic. Of published figures z for shares and differences of them (net), and t for means; of computed ones t, or z on effective bases where a `note` says so. */
            statistic: number | null;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description An interval by one method. */
        CalculatedInterval: {
            /** @description When to use it. */
            advice: string;
            /** @description Lower end of the interval, in percent or percentage points. */
            ciLower: number;
            /** @description Upper end of the interval. */
            ciUpper: number;
            /** @description Id of the method. */
            method: string;
            /** @description Method and source. */
            name: string;
        };
        /** @description The share that the intervals are of. */
        CalculatedProportionMeta: {
            /** @description Confidence level. */
            confidence: number;
            /** @description Rows in this answer. */
            count: number;
            /** @description Variance compared with a simple random sample. */
            designEffect: number;
            /** @description Respondents, unweighted. */
            n: number;
            /** @description Base of inference: n divided by the design effect. */
            nEffective: number;
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description The share, in percent. */
            percent: number;
            /** @description Address of this answer. */
            permalink: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Standard error, in percentage points. */
            standardError: number;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description A sample size by one method. */
        CalculatedSampleSize: {
            /** @description When to use it. */
            advice: string;
            /** @description Id of the method. */
            method: string;
            /** @description Respondents that are needed. */
            n: number;
            /** @description Method and source. */
            name: string;
        };
        /** @description What the sample sizes assume. */
        CalculatedSampleSizeMeta: {
            /** @description Confidence level. */
            confidence: number;
            /** @description Rows in this answer. */
            count: number;
            /** @description Variance compared with a simple random sample. */
            designEffect: number;
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this answer. */
            permalink: string;
            /** @description People in the population; null: so many that it makes no difference. */
            population: number | null;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description One difference between two releases. Every field is there, unless `labels` or `fields` leaves it out. */
        Change: {
            /**
             * @description What happened to it.
             * @enum {string}
             */
            change?: "added" | "removed" | "changed";
            /** @description Which part of it changed; null if the whole was added or removed. */
            field?: string | null;
            /** @description The value, as JSON; null if there was or is none. */
            from?: unknown;
            /** @description Which one. A figure is named by its question, item, option, wave, audience and measure. */
            id?: string;
            /**
             * @description What kind of thing changed.
             * @enum {string}
             */
            subject?: "survey" | "source" | "wave" | "audience" | "sample" | "comparison" | "question" | "item" | "option" | "claim" | "figure";
            /** @description The value, as JSON; null if there was or is none. */
            to?: unknown;
        };
        /** @description A claim that was sent, checked against the figures. */
        CheckedClaim: {
            /** @description The verdict under each other version of a contested figure. */
            alternatives: components["schemas"]["ClaimAlternative"][];
            /** @description Smallest p-value that the claim could have, if a base is not known: each such base is taken as the most favourable one. */
            bestPValue: number | null;
            /** @description Whether another version of a figure changes the verdict. */
            contested: boolean;
            /** @description The figures that it is checked against. */
            figures: components["schemas"]["ClaimFigure"][];
            /** @description Two-sided p-value, if the claim is about significance and all bases are known. */
            pValue: number | null;
            /** @description Why, in a sentence. */
            reason: string;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /**
             * @description `supported`: The figures bear the claim out. `contradicted`: The figures say the opposite, or another number. `not-supported`: The figures do not bear the claim out, even where everything that is not known is taken in its favour. `undecidable`: What is known does not settle it: a figure or a base is missing, or rounding leaves it open.
             * @enum {string}
             */
            verdict: "supported" | "contradicted" | "not-supported" | "undecidable";
            /** @description The computation, step by step. */
            working: string[];
        };
        /** @description What belongs to a claim that was sent and checked as a whole. */
        CheckMeta: {
            /** @description How to cite the release. */
            citation: string;
            method: components["schemas"]["Method"];
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
        };
        /** @description A statement of a source, checked against the figures. Every field is there, unless `labels` or `fields` leaves it out. */
        Claim: {
            /** @description The verdict under each other version of a contested figure. */
            alternatives?: components["schemas"]["ClaimAlternative"][];
            /** @description Smallest p-value that the claim could have, if a base is not known: each such base is taken as the most favourable one. */
            bestPValue?: number | null;
            /** @description Claim id. */
            claim?: string;
            /** @description Whether another version of a figure changes the verdict. */
            contested?: boolean;
            /** @description The figures that it is checked against. */
            figures?: components["schemas"]["ClaimFigure"][];
            /** @description Where in the source. */
            locator?: string | null;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Two-sided p-value, if the claim is about significance and all bases are known. */
            pValue?: number | null;
            /** @description Why, in a sentence. */
            reason?: string;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description The source that claims it. */
            source?: string;
            /** @description What the source claims, in our words. */
            text?: string;
            /**
             * @description `supported`: The figures bear the claim out. `contradicted`: The figures say the opposite, or another number. `not-supported`: The figures do not bear the claim out, even where everything that is not known is taken in its favour. `undecidable`: What is known does not settle it: a figure or a base is missing, or rounding leaves it open.
             * @enum {string}
             */
            verdict?: "supported" | "contradicted" | "not-supported" | "undecidable";
            /** @description The computation, step by step. */
            working?: string[];
        };
        /** @description The verdict if a contested figure is taken as another source gives it. */
        ClaimAlternative: {
            /** @description Which contested figure is taken in its other version. */
            assuming: string;
            /** @description Smallest p-value that the claim could have, if a base is not known: each such base is taken as the most favourable one. */
            bestPValue: number | null;
            /** @description Two-sided p-value, if the claim is about significance and all bases are known. */
            pValue: number | null;
            /** @description Why, in a sentence. */
            reason: string;
            /**
             * @description `supported`: The figures bear the claim out. `contradicted`: The figures say the opposite, or another number. `not-supported`: The figures do not bear the claim out, even where everything that is not known is taken in its favour. `undecidable`: What is known does not settle it: a figure or a base is missing, or rounding leaves it open.
             * @enum {string}
             */
            verdict: "supported" | "contradicted" | "not-supported" | "undecidable";
            /** @description The computation, step by step. */
            working: string[];
        };
        /** @description A figure that a claim is checked against. */
        ClaimFigure: {
            /** @description Audience id. */
            audience: string;
            /** @description The audience in words; null if they are not known. */
            audienceLabel?: string | null;
            /** @description Item id; null if the question has no items. */
            item: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            n: number | null;
            /** @description How firmly n was published; null if n is not known. */
            nQualifier: ("exact" | "approximately" | "more-than" | "less-than") | null;
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description Question id. */
            question: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Ids of the sources that give this value. */
            sources: string[];
            /** @description The figure, as `measure` says. */
            value: number;
            /** @description Wave id. */
            wave: string;
            /** @description Last day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveEnd?: string | null;
            /** @description The wave in words; null if they are not known. */
            waveLabel?: string | null;
            /** @description First day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveStart?: string | null;
            /** @description Calendar year of the wave, for axes of time. */
            waveYear?: number;
        };
        /** @description What belongs to a checked claim as a whole. */
        ClaimMeta: {
            /** @description How to cite the release. */
            citation: string;
            method: components["schemas"]["Method"];
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
        };
        /** @description A claim that is to be checked. */
        ClaimToCheckInput: {
            /** @description What is claimed, as in `claims` of survey.json: one assertion, or several that must all hold. */
            asserts: {
                /**
                 * @description Assertions that must all hold.
                 * @example [
                 *       {
                 *         "quantity": "figure",
                 *         "question": "drinks-tea",
                 *         "option": "every-day",
                 *         "audience": "students",
                 *         "waves": [
                 *           "2025"
                 *         ],
                 *         "relation": "equals",
                 *         "value": 38
                 *       }
                 *     ]
                 */
                all: {
                    /**
                     * code
                     * @description Audience of a figure or a change; needed there, refused elsewhere.
                     * @example students
                     */
                    audience?: string;
                    /**
                     * @description Audiences of a gap or a change of it, first minus second; needed there, refused elsewhere.
                     * @example [
                     *       "teachers",
                     *       "students"
                     *     ]
                     */
                    between?: [
                        string,
                        string
                    ];
                    /**
                     * code
                     * @description Earlier wave of a change; needed there, refused elsewhere.
                     * @example 2024
                     */
                    from?: string;
                    /**
                     * @description Items of which it is said, each for itself. Left out: the question has none.
                     * @example all
                     * @example [
                     *       "green-tea"
                     *     ]
                     */
                    items?: "all" | string[];
                    /**
                     * @description What kind of figure.
                     * @default percent
                     * @example mean
                     * @enum {string}
                     */
                    measure: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
                    /**
                     * code
                     * @description Option of whose share it is said.
                     * @example every-day
                     */
                    option?: string;
                    /**
                     * @description What is said something of: the figure of an audience, the gap between two, the change of a figure, or that of a gap.
                     * @example gap
                     * @enum {string}
                     */
                    quantity: "figure" | "gap" | "change" | "gap-change";
                    /**
                     * code
                     * @description Question id.
                     * @example drinks-tea
                     */
                    question: string;
                    /**
                     * @description How it stands to the value; closing and widening are said of the distance between two audiences, in a gap-change only.
                     * @example larger-than
                     * @enum {string}
                     */
                    relation: "equals" | "larger-than" | "smaller-than" | "closing" | "widening";
                    /**
                     * @description Whether the difference from the value is also said to be larger than sampling error explains; not with equals.
                     * @default false
                     * @example true
                     */
                    significant: boolean;
                    /**
                     * code
                     * @description Later wave of a change; needed there, refused elsewhere.
                     * @example 2025
                     */
                    to?: string;
                    /**
                     * @description What it is held against: 0 asks for more, less or the same.
                     * @default 0
                     * @example 21
                     */
                    value: number;
                    /**
                     * @description Waves of a figure or a gap, each for itself; needed there, refused elsewhere.
                     * @example [
                     *       "2025"
                     *     ]
                     */
                    waves?: string[];
                }[];
            } | {
                /**
                 * code
                 * @description Audience of a figure or a change; needed there, refused elsewhere.
                 * @example students
                 */
                audience?: string;
                /**
                 * @description Audiences of a gap or a change of it, first minus second; needed there, refused elsewhere.
                 * @example [
                 *       "teachers",
                 *       "students"
                 *     ]
                 */
                between?: [
                    string,
                    string
                ];
                /**
                 * code
                 * @description Earlier wave of a change; needed there, refused elsewhere.
                 * @example 2024
                 */
                from?: string;
                /**
                 * @description Items of which it is said, each for itself. Left out: the question has none.
                 * @example all
                 * @example [
                 *       "green-tea"
                 *     ]
                 */
                items?: "all" | string[];
                /**
                 * @description What kind of figure.
                 * @default percent
                 * @example mean
                 * @enum {string}
                 */
                measure: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
                /**
                 * code
                 * @description Option of whose share it is said.
                 * @example every-day
                 */
                option?: string;
                /**
                 * @description What is said something of: the figure of an audience, the gap between two, the change of a figure, or that of a gap.
                 * @example gap
                 * @enum {string}
                 */
                quantity: "figure" | "gap" | "change" | "gap-change";
                /**
                 * code
                 * @description Question id.
                 * @example drinks-tea
                 */
                question: string;
                /**
                 * @description How it stands to the value; closing and widening are said of the distance between two audiences, in a gap-change only.
                 * @example larger-than
                 * @enum {string}
                 */
                relation: "equals" | "larger-than" | "smaller-than" | "closing" | "widening";
                /**
                 * @description Whether the difference from the value is also said to be larger than sampling error explains; not with equals.
                 * @default false
                 * @example true
                 */
                significant: boolean;
                /**
                 * code
                 * @description Later wave of a change; needed there, refused elsewhere.
                 * @example 2025
                 */
                to?: string;
                /**
                 * @description What it is held against: 0 asks for more, less or the same.
                 * @default 0
                 * @example 21
                 */
                value: number;
                /**
                 * @description Waves of a figure or a gap, each for itself; needed there, refused elsewhere.
                 * @example [
                 *       "2025"
                 *     ]
                 */
                waves?: string[];
            };
            /**
             * @description Confidence level: a difference is significant if its p-value is below 1 minus this.
             * @default 0.95
             * @example 0.95
             */
            confidence: number;
            /**
             * @description Survey id, for the newest release; with @version, for that release and no other.
             * @example cmo-cio-alignment@1.0.0
             */
            survey: string;
        };
        /** @description Two columns of one row of a crosstab, held against each other. Every field is there, unless `labels` or `fields` leaves it out. */
        ColumnComparison: {
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower?: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper?: number | null;
            /** @description The column that is subtracted from. */
            columnA?: string;
            /** @description What to show to people; null if not known. */
            columnALabel?: string | null;
            /** @description The column that is subtracted. */
            columnB?: string;
            /** @description What to show to people; null if not known. */
            columnBLabel?: string | null;
            /** @description Variable of the columns. */
            columnVariable?: string;
            /** @description The variable in words: the text of a question, the label of an item. */
            columnVariableLabel?: string | null;
            /** @description Degrees of freedom of t. */
            df?: number | null;
            /** @description valueA − valueB. */
            difference?: number | null;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description p-value after the adjustment that `adjust` asks for. */
            pAdjusted?: number | null;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue?: number | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Answer, name of the subtotal, or item of a question whose items have one row each; null in the total and in the base. */
            row?: string | null;
            /** @description What to show to people; null if not known. */
            rowLabel?: string | null;
            /** @description Variable of the rows; nested ones are joined with `*`. */
            rowVariable?: string;
            /** @description The variable in words: the text of a question, the label of an item. */
            rowVariableLabel?: string | null;
            /** @description Whether pAdjusted is below 1 − confidence. Null is not false: it cannot be said. */
            significant?: boolean | null;
            /** @description Standard error, in the units of the figure. */
            standardError?: number | null;
            /** @description t of the linearised difference; where counts are small and it decides, pooled z on effective bases, see `note`. */
            statistic?: number | null;
            /** @description Figure of column A. */
            valueA?: number | null;
            /** @description Figure of column B. */
            valueB?: number | null;
        };
        /** @description What belongs to comparisons of columns as a whole. */
        ColumnComparisonsMeta: {
            /** @description How to cite the release. */
            citation: string;
            /** @description The columns of each side in their order, each side with its total. */
            columns: components["schemas"]["CrosstabColumn"][];
            /** @description Rows in this answer. */
            count: number;
            method: components["schemas"]["Method"];
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description One cell of a crosstab, with its base and precision. Every field is there, unless `labels` or `fields` leaves it out. */
        CrosstabCell: {
            /** @description Respondents that the value is a share (or mean) of, unweighted. */
            base?: number | null;
            /** @description Base of inference: respondents of the base with a weight, divided by `designEffect`. Unlike `baseEffective` it knows clusters and strata as well. */
            baseDesign?: number | null;
            /** @description Effective base, (Σw)²/Σw² (Kish). */
            baseEffective?: number | null;
            /** @description Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number. */
            baseFlag?: ("small" | "very-small") | null;
            /** @description Sum of their weights. */
            baseWeighted?: number | null;
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower?: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper?: number | null;
            /** @description Answer, name of the subtotal, or item of a choice among several; null in the total. */
            column?: string | null;
            /**
             * @description `category`: an answer; `net`: answers taken together, a subtotal; `total`: all who answered.
             * @enum {string}
             */
            columnKind?: "category" | "net" | "total";
            /** @description What to show to people; null if not known. */
            columnLabel?: string | null;
            /** @description Letter that the column has in `letters` and in the heads of tables: each answer and each subtotal of a side has one, in their order. Null in the total. */
            columnLetter?: string | null;
            /** @description Variable of the columns; null in a table without columns. */
            columnVariable?: string | null;
            /** @description The variable in words: the text of a question, the label of an item. */
            columnVariableLabel?: string | null;
            /** @description Variance compared with a simple random sample. */
            designEffect?: number | null;
            /** @description Columns that this cell is significantly larger than, after the adjustment: capital letters at the first level of `lettersAt`, small ones at the second. Null where the column is compared with none. */
            letters?: string[] | null;
            /**
             * @description What the value is.
             * @enum {string}
             */
            measure?: "column-percent" | "row-percent" | "total-percent" | "count" | "mean";
            /** @description Respondents in the cell, unweighted. */
            n?: number | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Answer, name of the subtotal, or item of a question whose items have one row each; null in the total and in the base. */
            row?: string | null;
            /**
             * @description `category`: an answer, or an item of a question with items; `net`: answers taken together, a subtotal; `total`: all who answered; `base`: below the items of a question, who was asked them, with no value of its own.
             * @enum {string}
             */
            rowKind?: "category" | "net" | "total" | "base";
            /** @description What to show to people; null if not known. */
            rowLabel?: string | null;
            /** @description Variable of the rows; nested ones are joined with `*`. */
            rowVariable?: string;
            /** @description The variable in words: the text of a question, the label of an item. */
            rowVariableLabel?: string | null;
            /** @description Standard error, in the units of the figure. */
            standardError?: number | null;
            /** @description What `measure` says. Percentages run from 0 to 100. */
            value?: number | null;
            /** @description Sum of their weights. */
            weighted?: number | null;
        };
        /** @description A column of a crosstab: its letter, code and label. */
        CrosstabColumn: {
            /** @description Answer, or name of the subtotal; null: the total. */
            code: string | null;
            /** @description Name of its field with `layout=wide`: what is shown to people and the letter, after the variable where there are several. */
            field: string;
            /**
             * @description `category`: an answer; `net`: answers taken together, a subtotal; `total`: all who answered.
             * @enum {string}
             */
            kind: "category" | "net" | "total";
            /** @description What to show to people; null if not known. */
            label: string | null;
            /** @description As `columnLetter` of the cells; null: the total. */
            letter: string | null;
            /** @description Variable of the columns; null without columns. */
            variable: string | null;
        };
        /** @description What belongs to a crosstab as a whole. */
        CrosstabMeta: {
            /** @description How to cite the release. */
            citation: string;
            /** @description The columns of each side in their order, each side with its total. */
            columns: components["schemas"]["CrosstabColumn"][];
            /** @description Rows in this answer. */
            count: number;
            method: components["schemas"]["Method"];
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
            /** @description The test of each block of rows and columns. */
            tests: components["schemas"]["IndependenceTest"][];
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description How large a crosstab would be. */
        CrosstabSize: {
            /** @description Cells of the answer: rows in `data`. */
            cells: number;
            /** @description Columns, totals included. */
            columns: number;
            /** @description Cells that the largest block is counted over. */
            largestTable: number;
            /** @description Cells that a block may be counted over. */
            maximumCells: number;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Respondents within the filters, unweighted. */
            respondents: number | null;
            /** @description Rows, totals included. */
            rows: number;
        };
        /** @description A row of `layout=wide` or `layout=grid`. Of `wide`: `rowVariable`, `rowVariableLabel`, `row`, `rowLabel`, `rowKind`, and a field for each column, named as in the head of a printed table: what is shown to people and the letter, `Always (A)`, the total without one; led by the variable where there are several (`voter-category:Always (A)`). Beside it `Always (A).letters` where columns are compared, and `Always (A).baseFlag` where a base of the column is small. `meta.columns` says which code each field is of. Below each variable of the rows stand its bases, with the `rowKind` `base`, `baseWeighted` and `baseEffective`; below the items of a question those of them all, and where there are none of them all the `base` of each item. Of `grid`: the same names, a field for each answer, named likewise, and the fields `Base, unweighted`, `Base, weighted`, `Base, effective` and `Base flag`. */
        CrosstabWideRow: {
            [key: string]: string | number | null;
        };
        /** @description One figure with its base, precision and sources. Every field is there, unless `labels` or `fields` leaves it out. */
        Estimate: {
            /** @description The versions that other sources give. */
            alternatives?: components["schemas"]["Alternative"][];
            /** @description Audience id. */
            audience?: string;
            /** @description The audience in words; null if they are not known. */
            audienceLabel?: string | null;
            /** @description Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number. */
            baseFlag?: ("small" | "very-small") | null;
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower?: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper?: number | null;
            /** @description Digits after the point, as published. Null for figures that are computed from records. */
            decimals?: number | null;
            /** @description Variance compared with a simple random sample. Of a published figure that of its sample, null where it is not known. */
            designEffect?: number | null;
            /** @description Item id; null if the question has no items. */
            item?: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /** @description Where in each of `sources` the figure stands, in their order; null if not known. */
            locators?: (string | null)[];
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure?: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            n?: number | null;
            /** @description Base of inference. Of computed figures: respondents with a weight, divided by `designEffect`, which knows clusters and strata as well; null where there is no design effect. Of published figures as `nEffective`. */
            nDesign?: number | null;
            /** @description Effective base: of published figures n, or n divided by the design effect; of computed ones (Σw)²/Σw² (Kish). */
            nEffective?: number | null;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description How firmly the base is known: `more-than` 1100 is a bound, not a base. */
            nQualifier?: ("exact" | "approximately" | "more-than" | "less-than") | null;
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option?: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /**
             * @description How firmly the figure was published.
             * @enum {string}
             */
            qualifier?: "exact" | "approximately" | "more-than" | "less-than";
            /** @description Which quantile, from 0 to 1: 0.5 is the median. Null for other measures. */
            quantile?: number | null;
            /** @description Question id. */
            question?: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Lowest value that the published digits allow; of a difference the end itself is not included. Rounding only: sampling error is not in it. */
            roundingLower?: number | null;
            /** @description Highest value that the published digits allow (end not included, but for a share of 100). */
            roundingUpper?: number | null;
            /** @description Standard deviation of the answers, as published; means only. */
            sd?: number | null;
            /** @description Ids of the sources that give this value. */
            sources?: string[];
            /** @description Standard error, in the units of the figure. */
            standardError?: number | null;
            /**
             * @description `reported` as published; `preferred` if sources disagree and this version was chosen, see `alternatives`; `computed` from records, or, of nets and differences, from published shares.
             * @enum {string}
             */
            status?: "reported" | "preferred" | "computed";
            /** @description The figure. Percentages are on the scale from 0 to 100, differences of them (net) from −100 to 100. Null if it is hidden, see `reasons`. */
            value?: number | null;
            /** @description Wave id. */
            wave?: string;
            /** @description Last day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveEnd?: string | null;
            /** @description The wave in words; null if they are not known. */
            waveLabel?: string | null;
            /** @description First day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveStart?: string | null;
            /** @description Calendar year of the wave, for axes of time. */
            waveYear?: number;
        };
        /** @description What belongs to a table of figures as a whole. */
        FiguresMeta: {
            /** @description How to cite the release. */
            citation: string;
            /** @description Rows in this answer. */
            count: number;
            method: components["schemas"]["Method"];
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description The difference between two audiences in one wave. Every field is there, unless `labels` or `fields` leaves it out. */
        Gap: {
            /** @description The audience that is subtracted from. */
            audienceA?: string;
            /** @description Audience A in words; null if they are not known. */
            audienceALabel?: string | null;
            /** @description The audience that is subtracted. */
            audienceB?: string;
            /** @description Audience B in words; null if they are not known. */
            audienceBLabel?: string | null;
            /** @description Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number. */
            baseFlagA?: ("small" | "very-small") | null;
            /** @description Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number. */
            baseFlagB?: ("small" | "very-small") | null;
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower?: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper?: number | null;
            /** @description Cohen's h of two shares: 0.2 is small, 0.5 medium, 0.8 large; its sign is that of the gap. */
            effectSize?: number | null;
            /** @description valueA − valueB; percentage points for percentages. */
            gap?: number | null;
            /** @description Item id; null if the question has no items. */
            item?: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /** @description The audience with the larger figure (for ranks: the smaller number); `undetermined` if rounding leaves it open. */
            leader?: string | null;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure?: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            nA?: number | null;
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            nB?: number | null;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option?: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description p-value after the adjustment that `adjust` asks for. */
            pAdjusted?: number | null;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue?: number | null;
            /** @description Question id. */
            question?: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Place of the item among the items of the question for audience A; 1 is the highest, ties share a place. */
            rankA?: number | null;
            /** @description Place of the item among the items of the question for audience B; 1 is the highest, ties share a place. */
            rankB?: number | null;
            /** @description rankA − rankB: negative if the item stands higher for audience A. */
            rankGap?: number | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Lowest value that the published digits allow; of a difference the end itself is not included. Rounding only: sampling error is not in it. */
            roundingLower?: number | null;
            /** @description Highest value that the published digits allow (end not included, but for a share of 100). */
            roundingUpper?: number | null;
            /** @description Whether pAdjusted is below 1 − confidence. Null is not false: it cannot be said. */
            significant?: boolean | null;
            /** @description Standard error, in the units of the figure. */
            standardError?: number | null;
            /** @description Test statistic. Of published figures z for shares and differences of them (net), and t for means; of computed ones t, or z on effective bases where a `note` says so. */
            statistic?: number | null;
            /** @description Figure of audience A; null if there is none, see `reasons`. */
            valueA?: number | null;
            /** @description Figure of audience B; null if there is none, see `reasons`. */
            valueB?: number | null;
            /** @description Wave id. */
            wave?: string;
            /** @description Last day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveEnd?: string | null;
            /** @description The wave in words; null if they are not known. */
            waveLabel?: string | null;
            /** @description First day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveStart?: string | null;
            /** @description Calendar year of the wave, for axes of time. */
            waveYear?: number;
        };
        /** @description How the gap between two audiences moved from one wave to another. Every field is there, unless `labels` or `fields` leaves it out. */
        GapTrend: {
            /** @description The audience that is subtracted from. */
            audienceA?: string;
            /** @description Audience A in words; null if they are not known. */
            audienceALabel?: string | null;
            /** @description The audience that is subtracted. */
            audienceB?: string;
            /** @description Audience B in words; null if they are not known. */
            audienceBLabel?: string | null;
            /** @description The mark of the smallest known base of the four figures: `small` or `very-small`, as `baseFlagA` of a gap. Null where none is known to be small. */
            baseFlag?: ("small" | "very-small") | null;
            /** @description gapTo − gapFrom. */
            change?: number | null;
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower?: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper?: number | null;
            /** @description `closing` or `widening`: the distance between the audiences fell or grew; `reversed`: the other audience leads now; `steady`: the digits are the same; `undetermined`: rounding leaves it open. */
            direction?: ("closing" | "widening" | "steady" | "reversed" | "undetermined") | null;
            /** @description Gap of the earlier wave. */
            gapFrom?: number | null;
            /** @description Gap of the later wave. */
            gapTo?: number | null;
            /** @description Item id; null if the question has no items. */
            item?: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure?: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option?: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description p-value after the adjustment that `adjust` asks for. */
            pAdjusted?: number | null;
            /** @description Change divided by the years between the waves. */
            perYear?: number | null;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue?: number | null;
            /** @description Question id. */
            question?: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Lowest value that the published digits allow; of a difference the end itself is not included. Rounding only: sampling error is not in it. */
            roundingLower?: number | null;
            /** @description Highest value that the published digits allow (end not included, but for a share of 100). */
            roundingUpper?: number | null;
            /** @description Whether pAdjusted is below 1 − confidence. Null is not false: it cannot be said. */
            significant?: boolean | null;
            /** @description Standard error, in the units of the figure. */
            standardError?: number | null;
            /** @description Test statistic. Of published figures z for shares and differences of them (net), and t for means; of computed ones t, or z on effective bases where a `note` says so. */
            statistic?: number | null;
            /** @description The earlier wave. */
            waveFrom?: string;
            /** @description The earlier wave in words; null if they are not known. */
            waveFromLabel?: string | null;
            /** @description Calendar year of the earlier wave, for axes of time. */
            waveFromYear?: number;
            /** @description The later wave. */
            waveTo?: string;
            /** @description The later wave in words; null if they are not known. */
            waveToLabel?: string | null;
            /** @description Calendar year of the later wave, for axes of time. */
            waveToYear?: number;
        };
        /** @description The process answers. */
        Health: {
            /**
             * @description The process answers.
             * @constant
             */
            status: "ok";
        };
        /** @description Do the columns differ at all? Rao–Scott, second order. */
        IndependenceTest: {
            /** @description The item that is tested, where the items of a question are columns; null: the variable as a whole. */
            column: string | null;
            /** @description As in the cells. */
            columnVariable: string;
            /** @description Degrees of freedom of its denominator; null without a test. */
            denominatorDf: number | null;
            /** @description Degrees of freedom of the numerator of F; null without a test. */
            numeratorDf: number | null;
            /** @description Chi-squared of the weighted shares scaled to n, not adjusted for the design. */
            pearson: number | null;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue: number | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description The item that is tested, where the items of a question are rows; null: the variable as a whole. */
            row: string | null;
            /** @description As in the cells. */
            rowVariable: string;
            /** @description F of the Rao–Scott test. */
            statistic: number | null;
        };
        /** @description A straight line through three or more waves. */
        LinearTrend: {
            /** @description Audience id. */
            audience: string;
            /** @description The audience in words; null if they are not known. */
            audienceLabel?: string | null;
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper: number | null;
            /** @description Degrees of freedom of Q. */
            heterogeneityDf: number | null;
            /** @description p-value of Q. */
            heterogeneityP: number | null;
            /** @description Cochran's Q: do the waves differ at all? */
            heterogeneityQ: number | null;
            /** @description Item id; null if the question has no items. */
            item: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue: number | null;
            /** @description Question id. */
            question: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Change per year. */
            slope: number | null;
            /** @description Standard error, in the units of the figure. */
            standardError: number | null;
            /** @description z of the slope; t where the figures are computed from records. */
            statistic: number | null;
            /** @description The waves that the line goes through. */
            waves: string[];
        };
        /** @description What belongs to a list as a whole. */
        ListMeta: {
            /** @description Rows in this answer. */
            count: number;
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this answer. */
            permalink: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description Every choice behind the numbers, by name. */
        Method: {
            [key: string]: string | number | boolean | null | string[];
        };
        /** @description What belongs to a single thing of a release. */
        ObjectMeta: {
            /** @description How to cite the release. */
            citation: string;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
        };
        /** @description How to embed figures in a page, as oEmbed 1.0 says. */
        OEmbed: {
            /** @description Publisher of the survey. */
            author_name: string;
            /** @description Seconds for which the answer can be kept. */
            cache_age: number;
            /** @description Pixels of the frame; what is higher scrolls within it. */
            height: number;
            /** @description The frame. It needs no script. */
            html: string;
            /** @description This software. */
            provider_name: string;
            /** @description This service. */
            provider_url: string;
            /** @description Pixels of the picture. */
            thumbnail_height?: number;
            /** @description The picture, where it fits into the room that there is. */
            thumbnail_url?: string;
            /** @description Pixels of the picture. */
            thumbnail_width?: number;
            /** @description The words of the question, or of the survey where there are several. */
            title: string;
            /**
             * @description HTML that is put into a page.
             * @constant
             */
            type: "rich";
            /**
             * @description Of oEmbed.
             * @constant
             */
            version: "1.0";
            /** @description Pixels of the frame. */
            width: number;
        };
        /** @description An error as RFC 9457 describes it (`application/problem+json`). */
        Problem: {
            /** @description What went wrong this time. */
            detail: string;
            /** @description Each fault of the request; empty where there is none to name. */
            errors: components["schemas"]["ProblemError"][];
            /** @description The address that was asked for. */
            instance: string;
            /** @description The id of the request, as in the logs and in the header X-Request-Id. */
            requestId: string;
            /** @description The HTTP status, again. */
            status: number;
            /** @description The kind of problem in words; the same for every occurrence. */
            title: string;
            /** @description The kind of problem, as an address that explains it. */
            type: string;
            /** @description Only of `release-withdrawn`: what was withdrawn, when and why. */
            withdrawn?: components["schemas"]["Withdrawn"];
        };
        /** @description One fault of a request. */
        ProblemError: {
            /** @description The values that are allowed, nearest first (100 at most). */
            allowed?: string[];
            /**
             * @description The part of the request that is at fault.
             * @enum {string}
             */
            in: "query" | "path" | "header" | "body";
            /** @description What is wrong, and the nearest value that would be right. */
            message: string;
            /** @description The parameter or header. */
            name: string;
            /** @description What was sent, cut to 200 characters; null if nothing was. */
            value: string | null;
        };
        /** @description A kind of error, as named by the `type` of a problem. Every field is there, unless `labels` or `fields` leaves it out. */
        ProblemKind: {
            /** @description What to do about it. */
            hint?: string;
            /** @description Id of the kind, the last part of `type`. */
            id?: string;
            /** @description HTTP status of such an answer. */
            status?: number;
            /** @description What happened, in a few words. */
            title?: string;
        };
        /** @description Values in the place of those of a variable. */
        PxCodeList: {
            /** @description Always false: each value stands for itself. */
            elimination: boolean;
            /** @description Id of the code list. */
            id: string;
            /** @description What it is called. */
            label: string;
            /** @description Language of the answer: that of the survey. */
            language: string;
            /** @description Languages that it is there in. */
            languages: string[];
            /** @description What belongs to it. */
            links: components["schemas"]["PxLink"][];
            /**
             * @description Whether its values are made of several, or are some of the variable.
             * @enum {string}
             */
            type: "Aggregation" | "Valueset";
            /** @description Its values, and those of the variable that each is made of. */
            values: {
                /** @description Its code. */
                code: string;
                /** @description What it is called. */
                label: string;
                /** @description Footnotes. */
                notes: {
                    /** @description Whether it must be shown. */
                    mandatory: boolean;
                    /** @description The note. */
                    text: string;
                }[];
                /** @description The values of the variable that it is made of. */
                valueMap: string[];
            }[];
        };
        /** @description What a client must know of the service. */
        PxConfig: {
            /** @description Version of the specification. */
            apiVersion: string;
            /** @description Version of this software. */
            appVersion: string;
            /** @description Formats of data. */
            dataFormats: string[];
            /** @description Format of data where none is named. */
            defaultDataFormat: string;
            /** @description The language of most surveys. */
            defaultLanguage: string;
            /** @description What else it does. */
            features: {
                /** @description Its name. */
                id: string;
            }[];
            /** @description Languages of the surveys. */
            languages: {
                /** @description Tag of the language. */
                id: string;
                /** @description Its name in itself. */
                label: string;
            }[];
            /** @description Licence of the surveys where all have the same; each table names its own. */
            license: string;
            /** @description Calls that one address may make in a window (`RATE_LIMIT_PER_MINUTE`); 1,000,000 where there is no limit. */
            maxCallsPerTimeWindow: number;
            /** @description Cells that one answer may have (`MAX_CELLS`). */
            maxDataCells: number;
            /** @description How to cite, by language. */
            sourceReferences: {
                /** @description Tag of the language. */
                language: string;
                /** @description Whom to cite. */
                text: string;
            }[];
            /** @description Seconds of a window. */
            timeWindow: number;
        };
        /** @description A table as JSON-stat 2.0. */
        PxDataset: {
            /**
             * @description Always dataset.
             * @constant
             */
            class: "dataset";
            /** @description The variables with their values. */
            dimension: {
                [key: string]: {
                    /** @description Its values; units and footnotes of some. */
                    category: {
                        /** @description Place of each value. */
                        index: {
                            [key: string]: number;
                        };
                        /** @description Words of each value. */
                        label: {
                            [key: string]: string;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                    /** @description Code lists, and what else PxWeb says of a variable. */
                    extension: {
                        /** @description Whether it can be left out of a selection. */
                        elimination: boolean;
                    } & {
                        [key: string]: unknown;
                    };
                    /** @description What it is called. */
                    label: string;
                } & {
                    [key: string]: unknown;
                };
            };
            /** @description What px files say of a table; under `topline` release, permalink and method. */
            extension: {
                /** @description Keywords of px files. */
                px: {
                    /** @description Id of the table. */
                    tableid: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Release, method, and the reasons in words. */
                topline: {
                    /** @description Permanent address of the same figures in /v1. */
                    permalink: string;
                    /** @description Version of the release. */
                    release: string;
                    /** @description Survey id. */
                    survey: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            /** @description Permanent address of the same figures. */
            href?: string;
            /** @description Codes of the variables, those of the stub first. */
            id: string[];
            /** @description The words of the question. */
            label: string;
            /** @description Footnotes. */
            note?: string[];
            /** @description Which variable is time, and which the quantities. */
            role: {
                /** @description The variable of quantities. */
                metric?: string[];
                /** @description The variable of time. */
                time?: string[];
            };
            /** @description How many values each has. */
            size: number[];
            /** @description Who made the survey. */
            source: string;
            /** @description Why a cell is null, by its place: the reason codes of /v1. */
            status?: {
                [key: string]: string;
            };
            /** @description When its figures were released. */
            updated: string;
            /** @description The cells, the last variable the fastest; null in metadata. */
            value: (number | null)[] | null;
            /**
             * @description Of JSON-stat.
             * @constant
             */
            version: "2.0";
        };
        /** @description A link to what belongs to it. */
        PxLink: {
            /** @description Address. */
            href: string;
            /** @description Language of what it leads to. */
            hreflang: string;
            /** @description How what it leads to belongs here. */
            rel: string;
        };
        /** @description A table as the JSON of PxWebApi 1 (`json-px`). */
        PxRows: {
            /** @description What the keys and the values of a row are, in order. */
            columns: {
                /** @description Code of a variable or a quantity. */
                code: string;
                /** @description What it is called. */
                text: string;
                /**
                 * @description A variable, time, or a quantity.
                 * @enum {string}
                 */
                type: "d" | "t" | "c";
            }[];
            /** @description Footnotes. */
            comments: {
                /** @description A footnote, or why values are missing. */
                comment: string;
                /** @description The value that it is about; empty: the table. */
                value: string;
                /** @description The variable that it is about; empty: the table. */
                variable: string;
            }[];
            /** @description A row for each combination of values. */
            data: {
                /** @description A value of each variable. */
                key: string[];
                /** @description A number for each quantity, as a text; `..` is none. */
                values: string[];
            }[];
            /** @description What it is of. */
            metadata: {
                /** @description The words of the question. */
                label: string;
                /** @description Permanent address of the same figures in /v1. */
                link: string;
                /** @description Who made the survey. */
                source: string;
                /** @description When its figures were released. */
                updated: string;
            }[];
        };
        /** @description A query that was saved. */
        PxSavedQuery: {
            /** @description The query itself, packed: nothing is kept of it. */
            id: string;
            /** @description Language of the answer: that of the survey. */
            language: string;
            /** @description What belongs to it. */
            links: components["schemas"]["PxLink"][];
            /** @description What was saved. */
            savedQuery: {
                /** @description Its id, again. */
                id: string;
                /** @description Language of the answer: that of the survey. */
                language: string;
                /**
                 * @description Format of its data.
                 * @enum {string}
                 */
                outputFormat?: "json-stat2" | "csv" | "xlsx" | "html" | "px" | "json-px" | "parquet";
                /** @description How it is written. */
                outputFormatParams: ("UseCodes" | "UseTexts" | "UseCodesAndTexts" | "IncludeTitle" | "SeparatorTab" | "SeparatorSpace" | "SeparatorSemicolon")[];
                /** @description What is wanted of the table. */
                selection: {
                    /** @description Where the variables stand. */
                    placement?: {
                        /** @description Variables above. */
                        heading: string[];
                        /** @description Variables at the side. */
                        stub: string[];
                    };
                    /** @description What is wanted of each variable, in codes and expressions. */
                    selection: {
                        /** @description The code list that its values are of. */
                        codelist: string | null;
                        /** @description The values. */
                        valueCodes: string[];
                        /** @description The variable. */
                        variableCode: string;
                    }[];
                };
                /** @description The table. */
                tableId: string;
            };
        };
        /** @description A query that is to be saved. */
        PxSavedQueryBodyInput: {
            /** @description Passed over: the id follows from the query. */
            id?: string | null;
            /** @description Language of the answer. */
            language?: string | null;
            /** @description Format of its data. */
            outputFormat?: ("json-stat2" | "csv" | "xlsx" | "html" | "px" | "json-px" | "parquet") | null;
            /** @description How it is written. */
            outputFormatParams?: ("UseCodes" | "UseTexts" | "UseCodesAndTexts" | "IncludeTitle" | "SeparatorTab" | "SeparatorSpace" | "SeparatorSemicolon")[] | null;
            selection: components["schemas"]["PxSelectionBodyInput"];
            /** @description The table. */
            tableId: string;
        };
        /** @description A selection, every value by its code. */
        PxSelection: {
            /** @description Language of the answer: that of the survey. */
            language: string;
            /** @description What belongs to it. */
            links: components["schemas"]["PxLink"][];
            /** @description Where the variables stand. */
            placement: {
                /** @description Variables above. */
                heading: string[];
                /** @description Variables at the side. */
                stub: string[];
            };
            /** @description The values that are selected. */
            selection: {
                /** @description The code list that its values are of. */
                codelist: string | null;
                /** @description The values. */
                valueCodes: string[];
                /** @description The variable. */
                variableCode: string;
            }[];
        };
        /** @description What is wanted of a table. */
        PxSelectionBodyInput: {
            /** @description Where the variables stand. */
            placement?: {
                /** @description Variables above. */
                heading?: string[] | null;
                /** @description Variables at the side. */
                stub?: string[] | null;
            } | null;
            /** @description What is wanted of each variable; empty: the default selection. */
            selection?: {
                /** @description The code list that its values are of. */
                codelist?: string | null;
                /** @description Codes and expressions, as in `valueCodes` of an address. */
                valueCodes?: string[] | null;
                /** @description The variable. */
                variableCode: string;
            }[] | null;
        };
        /** @description A question of a survey, as a table. */
        PxTable: {
            /**
             * @description Whom it is for.
             * @enum {string}
             */
            category: "public";
            /** @description The survey that asked it. */
            description: string;
            /** @description Always false: a table of the newest release goes on. */
            discontinued: boolean;
            /** @description The first wave. */
            firstPeriod: string | null;
            /** @description Id of the table: survey and question, with @version where fixed. */
            id: string;
            /** @description The words of the question. */
            label: string;
            /** @description The last wave. */
            lastPeriod: string | null;
            /** @description What belongs to it. */
            links: components["schemas"]["PxLink"][];
            /** @description Where it stands: below its survey. */
            paths: {
                /** @description Id of the survey. */
                id: string;
                /** @description Title of the survey. */
                label: string;
            }[][];
            /** @description Place of the question in the codebook. */
            sortCode: string;
            /** @description Who made the survey. */
            source: string;
            /** @description Id of the survey. */
            subjectCode: string;
            /**
             * @description Annual where all waves are years.
             * @enum {string}
             */
            timeUnit: "Annual" | "Other";
            /** @description When its figures were released. */
            updated: string;
            /** @description Codes of its variables. */
            variableNames: string[];
        };
        /** @description A table by itself. */
        PxTableResponse: {
            /**
             * @description Whom it is for.
             * @enum {string}
             */
            category: "public";
            /** @description The survey that asked it. */
            description: string;
            /** @description Always false: a table of the newest release goes on. */
            discontinued: boolean;
            /** @description The first wave. */
            firstPeriod: string | null;
            /** @description Id of the table: survey and question, with @version where fixed. */
            id: string;
            /** @description The words of the question. */
            label: string;
            /** @description Language of the answer: that of the survey. */
            language: string;
            /** @description The last wave. */
            lastPeriod: string | null;
            /** @description What belongs to it. */
            links: components["schemas"]["PxLink"][];
            /** @description Where it stands: below its survey. */
            paths: {
                /** @description Id of the survey. */
                id: string;
                /** @description Title of the survey. */
                label: string;
            }[][];
            /** @description Place of the question in the codebook. */
            sortCode: string;
            /** @description Who made the survey. */
            source: string;
            /** @description Id of the survey. */
            subjectCode: string;
            /**
             * @description Annual where all waves are years.
             * @enum {string}
             */
            timeUnit: "Annual" | "Other";
            /** @description When its figures were released. */
            updated: string;
            /** @description Codes of its variables. */
            variableNames: string[];
        };
        /** @description Tables, page by page. */
        PxTables: {
            /** @description Language of the answer: that of the survey. */
            language: string;
            /** @description What belongs to it. */
            links: components["schemas"]["PxLink"][];
            /** @description Which part of the list this is. */
            page: {
                /** @description What belongs to it. */
                links: components["schemas"]["PxLink"][];
                /** @description Number of this page. */
                pageNumber: number;
                /** @description Tables on a page. */
                pageSize: number;
                /** @description Tables on all pages. */
                totalElements: number;
                /** @description Pages; at least one. */
                totalPages: number;
            };
            /** @description The tables of this page. */
            tables: components["schemas"]["PxTable"][];
        };
        /** @description What was asked, and of whom. Every field is there, unless `labels` or `fields` leaves it out. */
        Question: {
            /** @description Who was asked. */
            audiences?: string[];
            /** @description Bands that a number falls into in tables and filters. */
            bands?: {
                /** @description Id of the band. */
                id: string;
                /** @description What it is called. */
                label: string;
            }[];
            /** @description Waves that must not be compared. */
            breaks?: {
                /** @description The two waves. */
                between: string[];
                /** @description Why they are not compared. */
                reason: string;
            }[];
            /** @description Shares of some options less those of others, as `option` of figures with the measure net. */
            differences?: {
                /** @description Id of the difference. */
                id: string;
                /** @description What it is called. */
                label: string;
                /** @description Ids of the options whose shares are subtracted. */
                minus: string[];
                /** @description Ids of the options whose shares are added. */
                plus: string[];
            }[];
            /** @description Question id. */
            id?: string;
            /** @description Rows of a battery, or things that are put in order; empty: there are none. */
            items?: {
                /** @description Item id. */
                id: string;
                /** @description What to show to people; null if not known. */
                label: string | null;
                /**
                 * @description Whether the label was published, inferred, or is unknown.
                 * @enum {string}
                 */
                labelBasis: "published" | "inferred" | "unknown";
                /** @description What else must be known to read the row. */
                note: string | null;
            }[];
            /** @description Options that are also shown together, wherever an option is: in tables, and as `option` of figures with the measure percent. */
            nets?: {
                /** @description Id of the net. */
                id: string;
                /** @description What it is called. */
                label: string;
                /** @description Ids of the options that it takes together. */
                options: string[];
            }[];
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Answers that could be chosen, in their order. */
            options?: {
                /** @description Option id. */
                id: string;
                /** @description What to show to people; null if not known. */
                label: string | null;
                /** @description What else must be known to read the row. */
                note: string | null;
            }[];
            /** @description What was asked; null if not known. */
            text?: string | null;
            /**
             * @description One answer, several, an order of items, a point of a scale, or a number.
             * @enum {string}
             */
            type?: "single" | "multiple" | "ranking" | "scale" | "numeric";
            /** @description Waves with a figure, or with answers. */
            waves?: string[];
            /**
             * @description Whether `text` is the exact wording, a reconstruction, or unknown.
             * @enum {string}
             */
            wording?: "verbatim" | "reconstructed" | "unknown";
        };
        /** @description The place of one item for one audience in one wave. Every field is there, unless `labels` or `fields` leaves it out. */
        Rank: {
            /** @description Audience id. */
            audience?: string;
            /** @description The audience in words; null if they are not known. */
            audienceLabel?: string | null;
            /**
             * @description `computed` from published shares, or `published` as a rank and passed through.
             * @enum {string}
             */
            basis?: "computed" | "published";
            /** @description Item id. */
            item?: string;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure?: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Items with a figure for this audience and wave. Of ranks as published: the length of the list that was published, null where it is not known. */
            of?: number | null;
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option?: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description Question id. */
            question?: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Place of the item, 1 = highest. Ties share a place, and the next place is skipped (1, 2, 2, 4). */
            rank?: number;
            /** @description Highest place that the printed digits allow: 1 + the items that are certainly above, however the figures were rounded. Null if the figure was published as approximate. */
            rankLower?: number | null;
            /** @description Lowest place that the printed digits allow: 1 + the items that may be above, items without a figure among them. Null if the figure was published as approximate. */
            rankUpper?: number | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Ids of the sources that give this value. */
            sources?: string[];
            /** @description Items that are known to be on this place, this one included. */
            tied?: number;
            /** @description The figure that is ranked, or the rank as published. */
            value?: number;
            /** @description Wave id. */
            wave?: string;
            /** @description Last day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveEnd?: string | null;
            /** @description The wave in words; null if they are not known. */
            waveLabel?: string | null;
            /** @description First day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveStart?: string | null;
            /** @description Calendar year of the wave, for axes of time. */
            waveYear?: number;
        };
        /** @description How far the orders of two audiences agree. */
        RankAgreement: {
            /** @description The audience that is subtracted from. */
            audienceA: string;
            /** @description Audience A in words; null if they are not known. */
            audienceALabel?: string | null;
            /** @description The audience that is subtracted. */
            audienceB: string;
            /** @description Audience B in words; null if they are not known. */
            audienceBLabel?: string | null;
            /** @description Items with a place for both audiences. */
            items: number;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description Question id. */
            question: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Spearman's rho, from −1 (reversed) to 1 (the same order). */
            rho: number | null;
            /** @description Whether the p-value counts all orders or is an approximation. */
            rhoMethod: ("exact" | "asymptotic") | null;
            /** @description p-value after the adjustment that `adjust` asks for. */
            rhoPAdjusted: number | null;
            /** @description Two-sided p-value of no agreement at all: of orders of the items, not of the sampling of respondents. */
            rhoPValue: number | null;
            /** @description Kendall's tau-b, from −1 (reversed) to 1 (the same order). */
            tauB: number | null;
            /** @description Whether the p-value counts all orders or is an approximation. */
            tauMethod: ("exact" | "asymptotic") | null;
            /** @description p-value after the adjustment that `adjust` asks for. */
            tauPAdjusted: number | null;
            /** @description Two-sided p-value of no agreement at all: of orders of the items, not of the sampling of respondents. */
            tauPValue: number | null;
            /** @description Wave id. */
            wave: string;
            /** @description Last day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveEnd?: string | null;
            /** @description The wave in words; null if they are not known. */
            waveLabel?: string | null;
            /** @description First day of the fieldwork, as `2012-09-03`; null if it is not known. */
            waveStart?: string | null;
            /** @description Calendar year of the wave, for axes of time. */
            waveYear?: number;
        };
        /** @description What belongs to a table of ranks as a whole. */
        RanksMeta: {
            /** @description How far the orders of each pair of audiences agree. */
            agreement: components["schemas"]["RankAgreement"][];
            /** @description How to cite the release. */
            citation: string;
            /** @description Rows in this answer. */
            count: number;
            method: components["schemas"]["Method"];
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description Which releases are served, which are not, and why. */
        Readiness: {
            /** @description What is listed and still to be checked, a short time after the start: its files are what was released; what is in them is looked at now, or when it is asked for. */
            pending: {
                /** @description Versions that are still to be checked. */
                releases: string[];
                /** @description Survey id. */
                survey: string;
            }[];
            /** @description What is not served, and why. */
            refused: {
                /** @description What is wrong: file, line, column and what. */
                faults: string[];
                /** @description Survey id. */
                survey: string;
                /** @description The version; null: the survey as a whole. */
                version: string | null;
            }[];
            /**
             * @description `degraded`: some releases are refused; all others are served.
             * @enum {string}
             */
            status: "ready" | "degraded";
            /** @description What is served. */
            surveys: {
                /** @description Versions that are served. */
                releases: string[];
                /** @description Survey id. */
                survey: string;
            }[];
        };
        /** @description An immutable version of the dataset. Every field is there, unless `labels` or `fields` leaves it out. */
        Release: {
            /** @description Address that stays on this release for ever. */
            address?: string;
            /** @description What this release changed. */
            changes?: string[];
            /** @description When it was released (ISO 8601). */
            released?: string;
            /** @description What `LC_ALL=C sha256sum * | sha256sum` prints in the folder of the release. */
            sha256?: string;
            /** @description Signature of the text `topline-release/1`, survey, version and sha256, each followed by a line feed; null if the release is not signed. */
            signature?: {
                /**
                 * @description How it was signed.
                 * @constant
                 */
                algorithm: "ed25519";
                /** @description The sha256 of the public key (DER, SubjectPublicKeyInfo). */
                key: string;
                /** @description The signature, in base64. */
                value: string;
            } | null;
            /** @description The version that takes the place of a withdrawn one; null: none is named. */
            successor?: string | null;
            /** @description Number of the version. */
            version?: string;
            /** @description When it was withdrawn (ISO 8601): its address answers 410 since then, and its number is never used again; null: it was not. */
            withdrawn?: string | null;
            /** @description Why it was withdrawn, in the words of the publisher; null: it was not. */
            withdrawnReason?: string | null;
        };
        /** @description What belongs to a list of a release as a whole. */
        ReleaseListMeta: {
            /** @description How to cite the release. */
            citation: string;
            /** @description Rows in this answer. */
            count: number;
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description A text of a survey in which words were found. Every field is there, unless `labels` or `fields` leaves it out. */
        SearchHit: {
            /** @description Where to read on: an address that stays on the release. */
            address?: string;
            /** @description The text as HTML: escaped, and each word that was found within `<mark>`. */
            highlighted?: string;
            /** @description Id of the thing that the text is of, or that a note is on; null for a note on the survey or on figures. */
            id?: string | null;
            /**
             * @description What the text is of.
             * @enum {string}
             */
            kind?: "survey" | "question" | "item" | "option" | "source" | "note";
            /** @description Id of the question that it belongs to, if to one. */
            question?: string | null;
            /** @description Version of the release that holds the text: the newest. */
            release?: string;
            /** @description How well it fits (BM25+); higher is better. It compares rows of one answer only. */
            score?: number;
            /** @description Survey id. */
            survey?: string;
            /** @description The text as it stands in the release. */
            text?: string;
        };
        /** @description A publication that figures are taken from. Every field is there, unless `labels` or `fields` leaves it out. */
        Source: {
            /** @description Figures of the release that this source gives, alternatives included. */
            figures?: number;
            /** @description Source id. */
            id?: string;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Date, as closely as it is known. */
            published?: string | null;
            /** @description Who published it; null if not known. */
            publisher?: string | null;
            /** @description What the source is called. */
            title?: string;
            /** @description Where it can be read; null if not known. */
            url?: string | null;
        };
        /** @description What a release of a survey is about. */
        Survey: {
            /** @description Audience ids. */
            audiences: string[];
            /** @description Which bases `baseFlag` marks. */
            bases: {
                /** @description Respondents below which a base is marked `small`. */
                small: number;
                /** @description Respondents below which it is marked `very-small`. */
                verySmall: number;
            };
            /** @description What this release changed. */
            changes: string[];
            /** @description How to cite the release. */
            citation: string;
            /** @description The pairs of audiences that gaps are shown for by default, first minus second. */
            comparisons: string[][];
            /** @description How much of each the release holds. */
            counts: {
                /** @description Audiences. */
                audiences: number;
                /** @description Claims. */
                claims: number;
                /** @description Published figures. */
                figures: number;
                /** @description Questions. */
                questions: number;
                /** @description Sources. */
                sources: number;
                /** @description Waves. */
                waves: number;
            };
            /** @description What it is about, in a few sentences. */
            description: string;
            /** @description How small numbers of records are protected. */
            disclosure: {
                /**
                 * @description `suppress`: small numbers are hidden; `cell-key`: noise is added to every count.
                 * @enum {string}
                 */
                method: "suppress" | "cell-key";
                /** @description Respondents that a figure needs at least. */
                minimumBase: number;
                /** @description Respondents that a cell needs at least. */
                minimumCell: number;
                /** @description The noise of counts of records; null: none is added. */
                noise: {
                    /** @description The most that a count is changed by. */
                    bound: number;
                    /** @description Variance of the noise of a count. */
                    variance: number;
                } | null;
                /** @description Whether the records themselves are public. */
                publicRecords: boolean;
            };
            /** @description Survey id. */
            id: string;
            /** @description Language of the texts, as a language tag. */
            language: string;
            /** @description What may be done with the figures; null where it is not known. */
            licence: {
                /** @description Name of the licence; null if it is not known. */
                name: string | null;
                /** @description What else must be known about it. */
                note: string | null;
                /** @description Address of its text; null if it has none. */
                url: string | null;
            };
            /** @description What must be known to read the figures. */
            notes: string[];
            /** @description Whether the same people were asked in every wave: then published figures of two waves have no standard error of their change. */
            panel: boolean;
            /** @description Who publishes it. */
            publisher: string;
            /** @description Question ids, in the order of the survey. */
            questions: string[];
            /** @description Version of the release. */
            release: string;
            /** @description When it was released (ISO 8601). */
            released: string;
            /** @description What `LC_ALL=C sha256sum * | sha256sum` prints in the folder of the release. */
            sha256: string;
            /** @description What the survey is called. */
            title: string;
            /** @description Wave ids in the order of time. */
            waves: string[];
            /** @description Weights of figures that are computed from records, the default first; null where there are no records. */
            weights: {
                /** @description Id of the weight, as `weight` takes it. */
                id: string;
                /** @description What it is called. */
                label: string;
            }[] | null;
        };
        /** @description A survey, by its newest release. Every field is there, unless `labels` or `fields` leaves it out. */
        SurveySummary: {
            /** @description Audience ids. */
            audiences?: string[];
            /** @description What it is about, in a few sentences. */
            description?: string;
            /** @description Survey id; append @version for a fixed release. */
            id?: string;
            /** @description Language of the texts, as a language tag. */
            language?: string;
            /** @description Who publishes it. */
            publisher?: string;
            /** @description Version of the newest release. */
            release?: string;
            /** @description When it was released (ISO 8601). */
            released?: string;
            /** @description What the survey is called. */
            title?: string;
            /** @description Wave ids in the order of time. */
            waves?: string[];
        };
        /** @description The difference between two waves for one audience. Every field is there, unless `labels` or `fields` leaves it out. */
        Trend: {
            /** @description Audience id. */
            audience?: string;
            /** @description The audience in words; null if they are not known. */
            audienceLabel?: string | null;
            /** @description Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number. */
            baseFlagFrom?: ("small" | "very-small") | null;
            /** @description Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number. */
            baseFlagTo?: ("small" | "very-small") | null;
            /** @description valueTo − valueFrom; percentage points for percentages. */
            change?: number | null;
            /** @description Lower end of the confidence interval. Sampling error only: rounding is not in it. */
            ciLower?: number | null;
            /** @description Upper end of the confidence interval. */
            ciUpper?: number | null;
            /** @description Where the figure moved: `flat` if both waves show the same digits, `undetermined` if rounding leaves it open. A rank goes `up` when its number falls. */
            direction?: ("up" | "down" | "flat" | "undetermined") | null;
            /** @description Item id; null if the question has no items. */
            item?: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /**
             * @description What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.
             * @enum {string}
             */
            measure?: "percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net";
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            nFrom?: number | null;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description Unweighted base: the respondents behind the figure. Null if not known. */
            nTo?: number | null;
            /** @description Option id, or that of a net or a difference of options; null if the figure is not of one answer category. */
            option?: string | null;
            /** @description The answer in words; null if they are not known. */
            optionLabel?: string | null;
            /** @description Place of the option in the codebook, from 1; null if the figure is not of one answer. */
            optionOrder?: number | null;
            /** @description p-value after the adjustment that `adjust` asks for. */
            pAdjusted?: number | null;
            /** @description Change divided by the years between the waves. */
            perYear?: number | null;
            /** @description Two-sided p-value, from 0 to 1, not adjusted. */
            pValue?: number | null;
            /** @description Question id. */
            question?: string;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Why a field is null: from the field's name to a code. `base-unknown`: The number of respondents behind the figure is not known, or only as a bound. `not-asked`: The audience was not asked the question. `not-reported`: The audience was asked, or may have been, but no source reports the figure. `suppressed-low-base`: The base is smaller than the survey allows to be shown. `suppressed-disclosure`: The figure is hidden because it could identify a respondent. `wording-break`: The wording or the base of the question changed between the waves. `not-applicable-to-measure`: The quantity is not defined for this measure. `single-psu`: A stratum has only one primary sampling unit, so its variance is not defined. `inexact-figure`: The figure was published as approximate or as a bound, so its digits do not say how exact it is. `design-unknown`: How the sample was drawn is not published, so its design effect is not known. `not-tested`: The claim is not about significance, or is settled without a test. `base-known`: All bases are known, so that there is nothing to bound. `no-variance`: Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against. `not-ranked`: There are fewer than two items with a figure to put in order. `no-answers`: Nobody in the group gave an answer that has a weight. `waves-not-independent`: The same clusters or respondents were asked in several waves, which this statistic does not allow for. `not-rounded`: The figure is computed at full precision, so that no digits leave anything open. `too-many-cells`: The table has more cells than this statistic is worked out for. `not-compared`: Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test. `same-variable`: A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test. `no-degrees-of-freedom`: There are too few sampling units to say anything of the sampling error. `overlapping-audiences`: Some respondents may be in both audiences, and it is not known how many, or how they weigh. `overlapping-options`: An answer may be in both options, so that their shares do not add up. `inconsistent-bases`: The figures or bases of a part and of the whole cannot both be right. `bases-differ`: The items of the question were not answered by the same respondents, so that there is no one base; each item has its own. `no-replicates`: The survey has replicate weights, which belong to another weight: of this one no sampling error can be had. `perturbed`: The figure is perturbed to protect respondents, and this statistic cannot be given safely. `same-year`: Both waves carry the same year, so a change per year is not defined. */
            reasons?: {
                [key: string]: "base-unknown" | "not-asked" | "not-reported" | "suppressed-low-base" | "suppressed-disclosure" | "wording-break" | "not-applicable-to-measure" | "single-psu" | "inexact-figure" | "design-unknown" | "not-tested" | "base-known" | "no-variance" | "not-ranked" | "no-answers" | "waves-not-independent" | "not-rounded" | "too-many-cells" | "not-compared" | "same-variable" | "no-degrees-of-freedom" | "overlapping-audiences" | "overlapping-options" | "inconsistent-bases" | "bases-differ" | "no-replicates" | "perturbed" | "same-year";
            };
            /** @description Lowest value that the published digits allow; of a difference the end itself is not included. Rounding only: sampling error is not in it. */
            roundingLower?: number | null;
            /** @description Highest value that the published digits allow (end not included, but for a share of 100). */
            roundingUpper?: number | null;
            /** @description Whether pAdjusted is below 1 − confidence. Null is not false: it cannot be said. */
            significant?: boolean | null;
            /** @description Standard error, in the units of the figure. */
            standardError?: number | null;
            /** @description Test statistic. Of published figures z for shares and differences of them (net), and t for means; of computed ones t, or z on effective bases where a `note` says so. */
            statistic?: number | null;
            /** @description Figure of the earlier wave; null if there is none, see `reasons`. */
            valueFrom?: number | null;
            /** @description Figure of the later wave; null if there is none, see `reasons`. */
            valueTo?: number | null;
            /** @description The earlier wave. */
            waveFrom?: string;
            /** @description The earlier wave in words; null if they are not known. */
            waveFromLabel?: string | null;
            /** @description Calendar year of the earlier wave, for axes of time. */
            waveFromYear?: number;
            /** @description The later wave. */
            waveTo?: string;
            /** @description The later wave in words; null if they are not known. */
            waveToLabel?: string | null;
            /** @description Calendar year of the later wave, for axes of time. */
            waveToYear?: number;
        };
        /** @description What belongs to a table of trends as a whole. */
        TrendsMeta: {
            /** @description How to cite the release. */
            citation: string;
            /** @description Rows in this answer. */
            count: number;
            /** @description The straight line through each series of three or more waves. */
            linearTrends: components["schemas"]["LinearTrend"][];
            method: components["schemas"]["Method"];
            /** @description Address of the next page; null on the last. */
            next: string | null;
            /** @description What must be known to read the answer, such as contested figures. */
            notes: string[];
            /** @description Address of this very answer, pinned to the release. It never changes. */
            permalink: string;
            /** @description Version of the release that answers. */
            release: string;
            /** @description Hash of the release, as in /releases. */
            sha256: string;
            /**
             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
             * @example topline 0.1.0
             */
            software: string;
            /** @description Survey id. */
            survey: string;
            /** @description Rows on all pages. */
            total: number;
        };
        /** @description A variable of the records: what rows, columns and filters of crosstabs may name. Every field is there, unless `labels` or `fields` leaves it out. */
        Variable: {
            /** @description Bands of a number; empty where the codebook declares none, and of other variables. */
            bands?: components["schemas"]["VariableBand"][];
            /** @description Whether it can be columns. */
            columns?: boolean;
            /** @description Whether `filter` may name it. */
            filter?: boolean;
            /** @description How `rows`, `columns` and `filter` name it: a question, `question.item`, `wave` or `audience`. */
            id?: string;
            /** @description Its item; null if it is none. */
            item?: string | null;
            /** @description The item in words; null if they are not known. */
            itemLabel?: string | null;
            /** @description Its items, each a variable of its own in this list; empty if it has none. */
            items?: components["schemas"]["VariableItem"][];
            /**
             * @description What it is. `wave`: the rounds of fieldwork. `audience`: the groups that respondents are in. `question`: a question; one with items stands for all of them. `item`: one item of a question.
             * @enum {string}
             */
            kind?: "wave" | "audience" | "question" | "item";
            /** @description The variable in words: the text of a question, the label of an item; null if not known. */
            label?: string | null;
            /** @description Whether it has a mean: `measure=mean`. */
            mean?: boolean;
            /** @description Whether it can be nested in another one, `a*b`. */
            nest?: boolean;
            /** @description Subtotals that the codebook declares. */
            nets?: components["schemas"]["VariableNet"][];
            /** @description How many options it has, bands of numbers among them, subtotals of the codebook not. */
            optionCount?: number;
            /** @description Answers that it tells apart, in the order of the codebook; of a choice among several items the items. Empty of numbers, which have bands. */
            options?: components["schemas"]["VariableOption"][];
            /** @description Its question; null of waves and audiences. */
            question?: string | null;
            /** @description The question in words; null if they are not known. */
            questionText?: string | null;
            /** @description Which ranges a filter may take of its numbers: `any`, or those that end where `bands` do; null: none. */
            range?: ("any" | "bands") | null;
            /** @description Whether it can be rows of shares and counts. */
            rows?: boolean;
            /** @description Type of its question; null of waves and audiences. */
            type?: ("single" | "multiple" | "ranking" | "scale" | "numeric") | null;
        };
        /** @description A band of numbers, which rows, columns and filters name like an answer. */
        VariableBand: {
            /** @description The number that it ends before; null: it has no upper end. */
            below: number | null;
            /** @description The least number in it; null: it has no lower end. */
            from: number | null;
            /** @description How a query names it. */
            id: string;
            /** @description What to show to people; null if not known. */
            label: string | null;
        };
        /** @description An item of a question, a variable of its own. */
        VariableItem: {
            /** @description Code of the item. */
            id: string;
            /** @description What to show to people; null if not known. */
            label: string | null;
            /** @description How a query names it. */
            variable: string;
        };
        /** @description A subtotal that the codebook declares. */
        VariableNet: {
            /** @description How a query names it. */
            id: string;
            /** @description What to show to people; null if not known. */
            label: string | null;
            /** @description Ids of the options that it takes together. */
            options: string[];
        };
        /** @description An answer that a variable tells apart. */
        VariableOption: {
            /** @description What stands for it in its column of the records; null of items, whose columns have codes of their own. */
            codes: (string | number)[] | null;
            /** @description How a query names it. */
            id: string;
            /**
             * @description `category`: an answer; `net`: answers taken together, such as an audience that others are a part of.
             * @enum {string}
             */
            kind: "category" | "net";
            /** @description What to show to people; null if not known. */
            label: string | null;
            /** @description Whether it is a row (or a column) of a table. That an item was not chosen is none, nor is an audience that everybody is in: filters may name them. */
            shown: boolean;
        };
        /** @description A round of fieldwork. Every field is there, unless `labels` or `fields` leaves it out. */
        Wave: {
            /** @description Last day on which people were asked; null if not known. */
            fieldworkEnd?: string | null;
            /** @description First day on which people were asked; null if not known. */
            fieldworkStart?: string | null;
            /** @description Wave id. */
            id?: string;
            /** @description What it is called. */
            label?: string;
            /** @description What else must be known to read the row. */
            note?: string | null;
            /** @description How many were asked, as far as it is known. */
            samples?: {
                /** @description Null: the wave as a whole. */
                audience: string | null;
                /** @description Variance compared with a simple random sample, as published; null if not published. */
                designEffect: number | null;
                /** @description Half the width of the interval of a share of 50 %, in percentage points, and its confidence level, as published; null if not published. */
                marginOfError: {
                    /** @description Confidence level of the interval. */
                    level: number;
                    /** @description Half the width of the interval, in percentage points. */
                    points: number;
                } | null;
                /** @description Respondents. */
                n: number;
                /** @description What else must be known to read the row. */
                note: string | null;
                /**
                 * @description How firmly n was published.
                 * @enum {string}
                 */
                qualifier: "exact" | "approximately" | "more-than" | "less-than";
                /** @description Id of the source that gives n. */
                source: string;
                /** @description Respondents as they count in the figures of a larger audience; null if not published. */
                weightedN: number | null;
            }[];
            /** @description Year of its fieldwork, from which changes per year are computed. */
            year?: number;
        };
        /** @description A release that was withdrawn. */
        Withdrawn: {
            /** @description When it was withdrawn (ISO 8601). */
            at: string;
            /** @description Why, in the words of the publisher. */
            reason: string;
            /** @description The hash of its files, by which a copy can be recognised. */
            sha256: string;
            /** @description The version that takes its place; null: none is named. */
            successor: string | null;
            /** @description Id of the survey. */
            survey: string;
            /** @description The version that was withdrawn; it is never published again. */
            version: string;
        };
    };
    responses: {
        /** @description The address is too long. Ask for fewer codes at once; the lists page with `limit` and `cursor`. */
        AddressTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/address-too-long";
                };
            };
        };
        /** @description The body is too large. Ask for less at once, in several requests. */
        BodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/body-too-large";
                };
            };
        };
        /** @description What the header Expect asks for cannot be had. Leave Expect out, or send `100-continue`, the only expectation that there is. */
        ExpectationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/expectation-failed";
                };
            };
        };
        /** @description The access key does not reach this far. The header WWW-Authenticate names the scope that a key needs here. The operator of the service hands out keys. */
        Forbidden: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/forbidden";
                };
            };
        };
        /** @description The headers are too large. Send fewer or shorter headers. */
        HeadersTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/headers-too-large";
                };
            };
        };
        /** @description Something went wrong on our side. The request is not at fault. Quote `requestId` when you report it. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/internal-error";
                };
            };
        };
        /**
         * @description `invalid-query`: The query is not valid. Each entry of `errors` names a parameter, the value that was sent and the values that are allowed, nearest first.
         *
         *     `malformed-request`: The request cannot be read. The address or the request itself breaks the rules of HTTP. Percent-encode special characters in addresses.
         */
        InvalidQueryOrMalformedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/invalid-query" | "/v1/problems/malformed-request";
                };
            };
        };
        /**
         * @description `invalid-query`: The query is not valid. Each entry of `errors` names a parameter, the value that was sent and the values that are allowed, nearest first.
         *
         *     `unsafe-combination`: These variables are not shown together. Small groups could be told apart. Ask for fewer variables at once: `allowed` in `errors` lists combinations that are served.
         *
         *     `malformed-request`: The request cannot be read. The address or the request itself breaks the rules of HTTP. Percent-encode special characters in addresses.
         */
        InvalidQueryOrUnsafeCombinationOrMalformedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/invalid-query" | "/v1/problems/unsafe-combination" | "/v1/problems/malformed-request";
                };
            };
        };
        /** @description No representation fits the header Accept. Ask for one of the media types in `errors`, or use the parameter `format`. */
        NotAcceptable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/not-acceptable";
                };
            };
        };
        /** @description The range begins behind the end. The header Content-Range says how many bytes there are. Leave Range out for all of them. */
        RangeNotSatisfiable: {
            headers: {
                "Content-Range": components["headers"]["Content-Range"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/range-not-satisfiable";
                };
            };
        };
        /** @description Too many requests. Wait for as many seconds as the header Retry-After says. Answers under an @version address can be kept for ever. */
        RateLimited: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/rate-limited";
                };
            };
        };
        /**
         * @description `release-unavailable`: The files of the release are not what was released. Other releases go on. Try again after as many seconds as the header Retry-After says; /readyz says what is wrong.
         *
         *     `unavailable`: The service is not available now. Try again after as many seconds as the header Retry-After says.
         */
        ReleaseUnavailableOrUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/release-unavailable" | "/v1/problems/unavailable";
                };
            };
        };
        /** @description The release was withdrawn. `withdrawn` says when, why, and which release takes its place, if one does. /v1/surveys/{survey}/releases lists all. */
        ReleaseWithdrawn: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/release-withdrawn";
                };
            };
        };
        /** @description The request took too long to arrive. Send the whole request at once. */
        RequestTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/request-timeout";
                };
            };
        };
        /** @description The selection has more cells than an answer may. `maxDataCells` of /px/v2/config says how many. Select fewer values, or ask in parts. */
        TooManyCells: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/too-many-cells";
                };
            };
        };
        /** @description The access key is missing or not valid. Send a key that is valid as `Authorization: Bearer tl_…`. What is public needs no key: leave the header out. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unauthorized";
                };
            };
        };
        /** @description The service is not available now. Try again after as many seconds as the header Retry-After says. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unavailable";
                };
            };
        };
        /**
         * @description `unknown-address`: There is nothing at this address. The document at /openapi.json lists every address.
         *
         *     `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `no-records`: The release has no records. A crosstab is computed from respondents’ records. This release holds published figures: see /v1/surveys/{survey}/estimates.
         */
        UnknownAddressOrUnknownSurveyOrUnknownReleaseOrNoRecords: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-address" | "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/no-records";
                };
            };
        };
        /** @description There is no such kind of problem. /v1/problems lists the kinds of problem. */
        UnknownProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-problem";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         */
        UnknownSurveyOrUnknownRelease: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `no-records`: The release has no records. A crosstab is computed from respondents’ records. This release holds published figures: see /v1/surveys/{survey}/estimates.
         */
        UnknownSurveyOrUnknownReleaseOrNoRecords: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/no-records";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `unknown-claim`: There is no such claim. /v1/surveys/{survey}/claims lists the claims of the release.
         */
        UnknownSurveyOrUnknownReleaseOrUnknownClaim: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/unknown-claim";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `unknown-question`: There is no such question. /v1/surveys/{survey}/questions lists the questions of the release.
         */
        UnknownSurveyOrUnknownReleaseOrUnknownQuestion: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/unknown-question";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `unknown-table`: There is no such table. /px/v2/tables lists the tables: survey and question with a point between, and @version for a fixed release.
         */
        UnknownSurveyOrUnknownReleaseOrUnknownTable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/unknown-table";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `unknown-table`: There is no such table. /px/v2/tables lists the tables: survey and question with a point between, and @version for a fixed release.
         *
         *     `unknown-code-list`: There is no such code list. /px/v2/tables/{id}/metadata names the code lists of a table.
         */
        UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownCodeList: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/unknown-table" | "/v1/problems/unknown-code-list";
                };
            };
        };
        /**
         * @description `unknown-survey`: There is no such survey. /v1/surveys lists the surveys. Append @version for a fixed release.
         *
         *     `unknown-release`: There is no such release. /v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.
         *
         *     `unknown-table`: There is no such table. /px/v2/tables lists the tables: survey and question with a point between, and @version for a fixed release.
         *
         *     `unknown-saved-query`: There is no such saved query. The id of a saved query is the query itself: take it whole, as POST /px/v2/savedqueries gave it.
         */
        UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unknown-survey" | "/v1/problems/unknown-release" | "/v1/problems/unknown-table" | "/v1/problems/unknown-saved-query";
                };
            };
        };
        /** @description The body is of another kind than is taken here. Send JSON, with the header `Content-Type: application/json`. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    type?: "/v1/problems/unsupported-media-type";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description `bytes` where parts can be asked for; absent where a long answer is streamed. */
        "Accept-Ranges": string;
        /** @description A year and `immutable` under an @version address; a minute elsewhere, and never beyond the next embargo. */
        "Cache-Control": string;
        /** @description Name of the file that the answer becomes: survey, release and resource. */
        "Content-Disposition": string;
        /** @description Which bytes these are, of how many; in a 416 how many there are. */
        "Content-Range": string;
        /** @description Strong tag of these bytes, for If-None-Match. */
        ETag: string;
        /** @description When the answer last changed, for If-Modified-Since. */
        "Last-Modified": string;
        /** @description canonical (the permalink), cite-as (what to cite), describedby, next, license, and other representations. */
        Link: string;
        /** @description What is left of the limit of the client, and in how many seconds it is whole again, such as `"default";r=42;t=17` (draft-ietf-httpapi-ratelimit-headers-10). Only where the service sets a limit. */
        RateLimit: string;
        /** @description The limit: requests (`q`) in so many seconds (`w`), such as `"default";q=100;w=60`. A request costs one; a crosstab, a table as a whole and one in a representation that takes long to write cost ten where the answer is not kept. Only where the service sets a limit. */
        "RateLimit-Policy": string;
        /** @description Seconds after which to try again. */
        "Retry-After": string;
        /** @description What is asked for, and what was wrong with what was sent (RFC 6750). */
        "WWW-Authenticate": string;
        /** @description Id of the request, as in the logs. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type Alternative = components['schemas']['Alternative'];
export type Audience = components['schemas']['Audience'];
export type CalculatedGapMeta = components['schemas']['CalculatedGapMeta'];
export type CalculatedInterval = components['schemas']['CalculatedInterval'];
export type CalculatedProportionMeta = components['schemas']['CalculatedProportionMeta'];
export type CalculatedSampleSize = components['schemas']['CalculatedSampleSize'];
export type CalculatedSampleSizeMeta = components['schemas']['CalculatedSampleSizeMeta'];
export type Change = components['schemas']['Change'];
export type CheckedClaim = components['schemas']['CheckedClaim'];
export type CheckMeta = components['schemas']['CheckMeta'];
export type Claim = components['schemas']['Claim'];
export type ClaimAlternative = components['schemas']['ClaimAlternative'];
export type ClaimFigure = components['schemas']['ClaimFigure'];
export type ClaimMeta = components['schemas']['ClaimMeta'];
export type ClaimToCheckInput = components['schemas']['ClaimToCheckInput'];
export type ColumnComparison = components['schemas']['ColumnComparison'];
export type ColumnComparisonsMeta = components['schemas']['ColumnComparisonsMeta'];
export type CrosstabCell = components['schemas']['CrosstabCell'];
export type CrosstabColumn = components['schemas']['CrosstabColumn'];
export type CrosstabMeta = components['schemas']['CrosstabMeta'];
export type CrosstabSize = components['schemas']['CrosstabSize'];
export type CrosstabWideRow = components['schemas']['CrosstabWideRow'];
export type Estimate = components['schemas']['Estimate'];
export type FiguresMeta = components['schemas']['FiguresMeta'];
export type Gap = components['schemas']['Gap'];
export type GapTrend = components['schemas']['GapTrend'];
export type Health = components['schemas']['Health'];
export type IndependenceTest = components['schemas']['IndependenceTest'];
export type LinearTrend = components['schemas']['LinearTrend'];
export type ListMeta = components['schemas']['ListMeta'];
export type Method = components['schemas']['Method'];
export type ObjectMeta = components['schemas']['ObjectMeta'];
export type OEmbed = components['schemas']['OEmbed'];
export type Problem = components['schemas']['Problem'];
export type ProblemError = components['schemas']['ProblemError'];
export type ProblemKind = components['schemas']['ProblemKind'];
export type PxCodeList = components['schemas']['PxCodeList'];
export type PxConfig = components['schemas']['PxConfig'];
export type PxDataset = components['schemas']['PxDataset'];
export type PxLink = components['schemas']['PxLink'];
export type PxRows = components['schemas']['PxRows'];
export type PxSavedQuery = components['schemas']['PxSavedQuery'];
export type PxSavedQueryBodyInput = components['schemas']['PxSavedQueryBodyInput'];
export type PxSelection = components['schemas']['PxSelection'];
export type PxSelectionBodyInput = components['schemas']['PxSelectionBodyInput'];
export type PxTable = components['schemas']['PxTable'];
export type PxTableResponse = components['schemas']['PxTableResponse'];
export type PxTables = components['schemas']['PxTables'];
export type Question = components['schemas']['Question'];
export type Rank = components['schemas']['Rank'];
export type RankAgreement = components['schemas']['RankAgreement'];
export type RanksMeta = components['schemas']['RanksMeta'];
export type Readiness = components['schemas']['Readiness'];
export type Release = components['schemas']['Release'];
export type ReleaseListMeta = components['schemas']['ReleaseListMeta'];
export type SearchHit = components['schemas']['SearchHit'];
export type Source = components['schemas']['Source'];
export type Survey = components['schemas']['Survey'];
export type SurveySummary = components['schemas']['SurveySummary'];
export type Trend = components['schemas']['Trend'];
export type TrendsMeta = components['schemas']['TrendsMeta'];
export type Variable = components['schemas']['Variable'];
export type VariableBand = components['schemas']['VariableBand'];
export type VariableItem = components['schemas']['VariableItem'];
export type VariableNet = components['schemas']['VariableNet'];
export type VariableOption = components['schemas']['VariableOption'];
export type Wave = components['schemas']['Wave'];
export type Withdrawn = components['schemas']['Withdrawn'];
export type ResponseAddressTooLong = components['responses']['AddressTooLong'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseExpectationFailed = components['responses']['ExpectationFailed'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseHeadersTooLarge = components['responses']['HeadersTooLarge'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseInvalidQueryOrMalformedRequest = components['responses']['InvalidQueryOrMalformedRequest'];
export type ResponseInvalidQueryOrUnsafeCombinationOrMalformedRequest = components['responses']['InvalidQueryOrUnsafeCombinationOrMalformedRequest'];
export type ResponseNotAcceptable = components['responses']['NotAcceptable'];
export type ResponseRangeNotSatisfiable = components['responses']['RangeNotSatisfiable'];
export type ResponseRateLimited = components['responses']['RateLimited'];
export type ResponseReleaseUnavailableOrUnavailable = components['responses']['ReleaseUnavailableOrUnavailable'];
export type ResponseReleaseWithdrawn = components['responses']['ReleaseWithdrawn'];
export type ResponseRequestTimeout = components['responses']['RequestTimeout'];
export type ResponseTooManyCells = components['responses']['TooManyCells'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseUnknownAddressOrUnknownSurveyOrUnknownReleaseOrNoRecords = components['responses']['UnknownAddressOrUnknownSurveyOrUnknownReleaseOrNoRecords'];
export type ResponseUnknownProblem = components['responses']['UnknownProblem'];
export type ResponseUnknownSurveyOrUnknownRelease = components['responses']['UnknownSurveyOrUnknownRelease'];
export type ResponseUnknownSurveyOrUnknownReleaseOrNoRecords = components['responses']['UnknownSurveyOrUnknownReleaseOrNoRecords'];
export type ResponseUnknownSurveyOrUnknownReleaseOrUnknownClaim = components['responses']['UnknownSurveyOrUnknownReleaseOrUnknownClaim'];
export type ResponseUnknownSurveyOrUnknownReleaseOrUnknownQuestion = components['responses']['UnknownSurveyOrUnknownReleaseOrUnknownQuestion'];
export type ResponseUnknownSurveyOrUnknownReleaseOrUnknownTable = components['responses']['UnknownSurveyOrUnknownReleaseOrUnknownTable'];
export type ResponseUnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownCodeList = components['responses']['UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownCodeList'];
export type ResponseUnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery = components['responses']['UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type HeaderAcceptRanges = components['headers']['Accept-Ranges'];
export type HeaderCacheControl = components['headers']['Cache-Control'];
export type HeaderContentDisposition = components['headers']['Content-Disposition'];
export type HeaderContentRange = components['headers']['Content-Range'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderLastModified = components['headers']['Last-Modified'];
export type HeaderLink = components['headers']['Link'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRateLimitPolicy = components['headers']['RateLimit-Policy'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderWwwAuthenticate = components['headers']['WWW-Authenticate'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is alive. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getOEmbed: {
        parameters: {
            query: {
                /** @description Form of the answer: JSON is the one that there is. Example: `json`. */
                format?: "json";
                /** @description Pixels that the page has at most for the height. Example: `600`. */
                maxheight?: number;
                /** @description Pixels that the page has at most for the width. Example: `600`. */
                maxwidth?: number;
                /** @description What is to be embedded, percent-encoded: an address of this service of figures, of their picture, of an embed, or the page of a question or a crosstab. */
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The frame. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OEmbed"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownAddressOrUnknownSurveyOrUnknownReleaseOrNoRecords"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getOpenApiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getOpenApiYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getPxCodeList: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description Id of a code list, as metadata names it: that of the table, and the list before @version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code list. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxCodeList"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownCodeList"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxConfig: {
        parameters: {
            query?: {
                /** @description Means nothing here; clients send it with every call. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Limits, languages and formats. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxConfig"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    savePxQuery: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PxSavedQueryBodyInput"];
            };
        };
        responses: {
            /** @description The query with its id. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxSavedQuery"];
                };
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxSavedQuery: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description Id of a saved query, as it was handed out: the query itself, packed. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The query. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxSavedQuery"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxSavedQueryData: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
                /** @description Format of the answer; left out: json-stat2. Example: `csv`. */
                outputFormat?: "json-stat2" | "csv" | "xlsx" | "html" | "px" | "json-px" | "parquet";
                /** @description How it is written: codes, texts or both (csv, xlsx, html), with its title, and what stands between the cells of csv. Example: `UseCodes`. */
                outputFormatParams?: ("UseCodes" | "UseTexts" | "UseCodesAndTexts" | "IncludeTitle" | "SeparatorTab" | "SeparatorSpace" | "SeparatorSemicolon")[];
            };
            header?: never;
            path: {
                /** @description Id of a saved query, as it was handed out: the query itself, packed. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cells, in the format that `outputFormat` names. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxDataset"] | components["schemas"]["PxRows"];
                    "application/octet-stream": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "text/csv": string;
                    "text/html": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxSavedQuerySelection: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description Id of a saved query, as it was handed out: the query itself, packed. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The selection. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxSelection"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listPxTables: {
        parameters: {
            query?: {
                /** @description Whether tables that go on no more are listed too; there are none. Example: `true`. */
                includeDiscontinued?: "true" | "false";
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
                /** @description Which page. Example: `1`. */
                pageNumber?: number;
                /** @description Tables on a page. Example: `100`. */
                pageSize?: number;
                /** @description Only tables that were released within so many days. Example: `3650`. */
                pastDays?: number;
                /** @description Only tables in whose survey, question, items or options these words are found, best first. Example: `digital`. */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tables of a page. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxTables"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPxTable: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description Id of a table: survey and question with a point between, and @version for a fixed release. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxTableResponse"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxData: {
        parameters: {
            query?: {
                /** @description A code list by variable: its values stand in the place of those of the variable. Example: `codelist[option]=nonvoters.q5.nets`. */
                codelist?: {
                    [key: string]: string;
                };
                /** @description Variables that stand above, with commas. Example: `wave`. */
                heading?: string[];
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
                /** @description Format of the answer; left out: json-stat2. Example: `csv`. */
                outputFormat?: "json-stat2" | "csv" | "xlsx" | "html" | "px" | "json-px" | "parquet";
                /** @description How it is written: codes, texts or both (csv, xlsx, html), with its title, and what stands between the cells of csv. Example: `UseCodes`. */
                outputFormatParams?: ("UseCodes" | "UseTexts" | "UseCodesAndTexts" | "IncludeTitle" | "SeparatorTab" | "SeparatorSpace" | "SeparatorSemicolon")[];
                /** @description Variables that stand at the side, with commas. Example: `option`. */
                stub?: string[];
                /** @description Values by variable: codes with commas, `*` and `?` for any characters and one, `top(n)`, `bottom(n)`, `from(code)`, `to(code)`, `range(code,code)`. Of waves the top is the latest. Example: `valueCodes[wave]=top(1)`. */
                valueCodes?: {
                    [key: string]: string[];
                };
            };
            header?: never;
            path: {
                /** @description Id of a table: survey and question with a point between, and @version for a fixed release. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cells, in the format that `outputFormat` names. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxDataset"] | components["schemas"]["PxRows"];
                    "application/octet-stream": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "text/csv": string;
                    "text/html": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    postPxData: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
                /** @description Format of the answer; left out: json-stat2. Example: `csv`. */
                outputFormat?: "json-stat2" | "csv" | "xlsx" | "html" | "px" | "json-px" | "parquet";
                /** @description How it is written: codes, texts or both (csv, xlsx, html), with its title, and what stands between the cells of csv. Example: `UseCodes`. */
                outputFormatParams?: ("UseCodes" | "UseTexts" | "UseCodesAndTexts" | "IncludeTitle" | "SeparatorTab" | "SeparatorSpace" | "SeparatorSemicolon")[];
            };
            header?: never;
            path: {
                /** @description Id of a table: survey and question with a point between, and @version for a fixed release. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PxSelectionBodyInput"] | null;
            };
        };
        responses: {
            /** @description The cells, in the format that `outputFormat` names. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxDataset"] | components["schemas"]["PxRows"];
                    "application/octet-stream": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "text/csv": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxDefaultSelection: {
        parameters: {
            query?: {
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description Id of a table: survey and question with a point between, and @version for a fixed release. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The selection. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxSelection"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getPxMetadata: {
        parameters: {
            query?: {
                /** @description A code list by variable: its values stand in the place of those of the variable. Example: `codelist[option]=nonvoters.q5.nets`. */
                codelist?: {
                    [key: string]: string;
                };
                /** @description Whether code lists of the default selection are applied; it has none. Example: `true`. */
                defaultSelection?: "true" | "false";
                /** @description Language of the answer: one of the surveys. Left out: that of the table. Example: `en`. */
                lang?: string;
                /** @description The one format of metadata, which some clients name. Example: `json-stat2`. */
                outputFormat?: "json-stat2";
                /** @description Id of a saved query: its code lists are applied. Example: `i6ZWyszLL0rOz8ksLgYA`. */
                savedQuery?: string;
            };
            header?: never;
            path: {
                /** @description Id of a table: survey and question with a point between, and @version for a fixed release. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table without its cells. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PxDataset"];
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TooManyCells"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownTableOrUnknownSavedQuery"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service answers. */
            200: {
                headers: {
                    /** @description Headers of a request that choose the answer: `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getReleasesSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The JSON Schema. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getSurveySchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The JSON Schema. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    calculateGap: {
        parameters: {
            query?: {
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Variance compared with a simple random sample, of weighting and clustering; 1 if left out. Every interval and test rests on n divided by it. Example: `1.5`. */
                designEffect?: number;
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Respondents of A. Example: `250`. */
                nA?: number;
                /** @description Respondents of B. Example: `400`. */
                nB?: number;
                /** @description Share in percent of A. Example: `77`. */
                percentA?: number;
                /** @description Share in percent of B. Example: `56`. */
                percentB?: number;
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The interval by each method. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["CalculatedInterval"][];
                        meta: components["schemas"]["CalculatedGapMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    calculateProportion: {
        parameters: {
            query?: {
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Variance compared with a simple random sample, of weighting and clustering; 1 if left out. Every interval and test rests on n divided by it. Example: `1.5`. */
                designEffect?: number;
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Respondents. Example: `250`. */
                n?: number;
                /** @description Share in percent; instead of x. Example: `77`. */
                percent?: number;
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Respondents who said so; instead of percent. Example: `193`. */
                x?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The interval by each method. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["CalculatedInterval"][];
                        meta: components["schemas"]["CalculatedProportionMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    calculateSampleSize: {
        parameters: {
            query?: {
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Variance compared with a simple random sample; 1 if left out. Example: `1.5`. */
                designEffect?: number;
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Half the width of the interval, in percentage points. Example: `3`. */
                margin?: number;
                /** @description Share in percent that is expected; 50, the worst case, if left out. Example: `50`. */
                percent?: number;
                /** @description Share in percent of A; with percentB instead of margin. Example: `50`. */
                percentA?: number;
                /** @description Share in percent of B. Example: `60`. */
                percentB?: number;
                /** @description Size of the population, if it is small. Example: `5000`. */
                population?: number;
                /** @description Chance of finding the gap; 0.8 if left out. Example: `0.8`. */
                power?: number;
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sample size by each method. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["CalculatedSampleSize"][];
                        meta: components["schemas"]["CalculatedSampleSizeMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimToCheckInput"];
            };
        };
        responses: {
            /** @description The verdict. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CheckedClaim"];
                        meta: components["schemas"]["CheckMeta"];
                    };
                };
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed, newest release first. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    listProblems: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id`. */
                fields?: ("id" | "status" | "title" | "hint")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "status" | "-status" | "title" | "-title" | "hint" | "-hint")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The kinds of problem. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["ProblemKind"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProblem: {
        parameters: {
            query?: {
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
            };
            header?: never;
            path: {
                /** @description Id of the kind. */
                problem: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The kind of problem. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["ProblemKind"];
                        meta: {
                            /** @description What must be known to read the answer, such as contested figures. */
                            notes: string[];
                            /** @description Address of this answer. */
                            permalink: string;
                            /**
                             * @description Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.
                             * @example topline 0.1.0
                             */
                            software: string;
                        };
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownProblem"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    searchSurveys: {
        parameters: {
            query: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id,question`. */
                fields?: ("survey" | "release" | "kind" | "id" | "question" | "text" | "highlighted" | "score" | "address")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Only texts of these kinds. One or several with commas. Example: `question,item`. */
                kind?: ("survey" | "question" | "item" | "option" | "source" | "note")[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description The words to look for. Case and accents do not matter, words may be cut short from three letters on, and a word of four letters may have one wrong, of six or more two. */
                q: string;
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-survey`. */
                sort?: ("survey" | "-survey" | "release" | "-release" | "kind" | "-kind" | "id" | "-id" | "question" | "-question" | "text" | "-text" | "highlighted" | "-highlighted" | "score" | "-score" | "address" | "-address")[];
                /** @description Only texts of these surveys. One code or several with commas. Example: `cmo-cio-alignment`. */
                survey?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The texts, best first. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["SearchHit"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSurveys: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id`. */
                fields?: ("id" | "title" | "description" | "publisher" | "language" | "release" | "released" | "waves" | "audiences")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "title" | "-title" | "description" | "-description" | "publisher" | "-publisher" | "language" | "-language" | "release" | "-release" | "released" | "-released")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The surveys. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["SurveySummary"][];
                        meta: components["schemas"]["ListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSurvey: {
        parameters: {
            query?: {
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata of the release. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Survey"];
                        meta: components["schemas"]["ObjectMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listAudiences: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id`. */
                fields?: ("id" | "label" | "parent" | "parents" | "dimension" | "note")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "label" | "-label" | "parent" | "-parent" | "dimension" | "-dimension")[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audiences, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Audience"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawCrosstabPng: {
        parameters: {
            query: {
                /** @description Adjustment of p-values for many comparisons, over what `family` says: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Variables of the columns, as for `rows`; left out: the total alone. One code or several with commas. Example: `voter-category`. */
                columns?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Tests that `adjust` takes together. `row`: The pairs of columns of one row of a block, a block being one variable of the rows by one of the columns. `block`: The pairs of columns of all rows of a block. `answer`: All pairs of the answer. Example: `row`. */
                family?: "row" | "block" | "answer";
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Levels of letters: capital ones where a difference is significant at the first, small ones at the second, which is lower; with one level there are no small letters. Left out: `confidence`, and 0.9 where that is higher. Example: `0.95,0.9`. */
                lettersAt?: number[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description What a cell holds. `column-percent`: Share of the column, in percent. `row-percent`: Share of the row, in percent. `total-percent`: Share of the table, in percent. `count`: Sum of the weights. `mean`: Mean of the row variable in the column. Example: `column-percent`. */
                measure?: "column-percent" | "row-percent" | "total-percent" | "count" | "mean";
                /** @description A subtotal: `variable:name:option,option`. Repeat it for several; the codebook may declare others. Example: `q16:easy:very-easy,somewhat-easy`. */
                net?: string[];
                /** @description Variables of the rows, which `/variables` lists: one or several with commas, nested ones joined with `*`. A question with items stands for all of them. With measure=mean, numeric ones. */
                rows: string[];
                /** @description Pixels for each of `width`: 2 for sharp screens and print. Example: `2`. */
                scale?: number;
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-rowVariable`. */
                sort?: ("rowVariable" | "-rowVariable" | "rowVariableLabel" | "-rowVariableLabel" | "row" | "-row" | "rowLabel" | "-rowLabel" | "rowKind" | "-rowKind" | "columnVariable" | "-columnVariable" | "columnVariableLabel" | "-columnVariableLabel" | "column" | "-column" | "columnLabel" | "-columnLabel" | "columnKind" | "-columnKind" | "columnLetter" | "-columnLetter" | "measure" | "-measure" | "value" | "-value" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "n" | "-n" | "weighted" | "-weighted" | "base" | "-base" | "baseFlag" | "-baseFlag" | "baseWeighted" | "-baseWeighted" | "baseEffective" | "-baseEffective" | "baseDesign" | "-baseDesign" | "designEffect" | "-designEffect")[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. Left out: the newest, or all where `wave` is among the rows or columns. One code or several with commas. Example: `2020`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrNoRecords"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawCrosstabSvg: {
        parameters: {
            query: {
                /** @description Adjustment of p-values for many comparisons, over what `family` says: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Variables of the columns, as for `rows`; left out: the total alone. One code or several with commas. Example: `voter-category`. */
                columns?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Tests that `adjust` takes together. `row`: The pairs of columns of one row of a block, a block being one variable of the rows by one of the columns. `block`: The pairs of columns of all rows of a block. `answer`: All pairs of the answer. Example: `row`. */
                family?: "row" | "block" | "answer";
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Levels of letters: capital ones where a difference is significant at the first, small ones at the second, which is lower; with one level there are no small letters. Left out: `confidence`, and 0.9 where that is higher. Example: `0.95,0.9`. */
                lettersAt?: number[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description What a cell holds. `column-percent`: Share of the column, in percent. `row-percent`: Share of the row, in percent. `total-percent`: Share of the table, in percent. `count`: Sum of the weights. `mean`: Mean of the row variable in the column. Example: `column-percent`. */
                measure?: "column-percent" | "row-percent" | "total-percent" | "count" | "mean";
                /** @description A subtotal: `variable:name:option,option`. Repeat it for several; the codebook may declare others. Example: `q16:easy:very-easy,somewhat-easy`. */
                net?: string[];
                /** @description Variables of the rows, which `/variables` lists: one or several with commas, nested ones joined with `*`. A question with items stands for all of them. With measure=mean, numeric ones. */
                rows: string[];
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-rowVariable`. */
                sort?: ("rowVariable" | "-rowVariable" | "rowVariableLabel" | "-rowVariableLabel" | "row" | "-row" | "rowLabel" | "-rowLabel" | "rowKind" | "-rowKind" | "columnVariable" | "-columnVariable" | "columnVariableLabel" | "-columnVariableLabel" | "column" | "-column" | "columnLabel" | "-columnLabel" | "columnKind" | "-columnKind" | "columnLetter" | "-columnLetter" | "measure" | "-measure" | "value" | "-value" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "n" | "-n" | "weighted" | "-weighted" | "base" | "-base" | "baseFlag" | "-baseFlag" | "baseWeighted" | "-baseWeighted" | "baseEffective" | "-baseEffective" | "baseDesign" | "-baseDesign" | "designEffect" | "-designEffect")[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. Left out: the newest, or all where `wave` is among the rows or columns. One code or several with commas. Example: `2020`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrNoRecords"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawEstimatesPng: {
        parameters: {
            query?: {
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Quantiles of numeric questions, computed from records. One or several with commas; `measure=median` gives the median alone. Example: `0.25,0.75`. */
                quantile?: number[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Pixels for each of `width`: 2 for sharp screens and print. Example: `2`. */
                scale?: number;
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-question`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "value" | "-value" | "decimals" | "-decimals" | "qualifier" | "-qualifier" | "n" | "-n" | "nQualifier" | "-nQualifier" | "baseFlag" | "-baseFlag" | "nEffective" | "-nEffective" | "nDesign" | "-nDesign" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "designEffect" | "-designEffect" | "sd" | "-sd" | "quantile" | "-quantile" | "status" | "-status")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawEstimatesSvg: {
        parameters: {
            query?: {
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Quantiles of numeric questions, computed from records. One or several with commas; `measure=median` gives the median alone. Example: `0.25,0.75`. */
                quantile?: number[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-question`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "value" | "-value" | "decimals" | "-decimals" | "qualifier" | "-qualifier" | "n" | "-n" | "nQualifier" | "-nQualifier" | "baseFlag" | "-baseFlag" | "nEffective" | "-nEffective" | "nDesign" | "-nDesign" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "designEffect" | "-designEffect" | "sd" | "-sd" | "quantile" | "-quantile" | "status" | "-status")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawGapTrendsPng: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Two audiences: the first minus the second. Left out: the pairs that the survey declares. Example: `cio,cmo`. */
                between?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description The earlier wave. Left out: each wave is compared with the one before. Example: `2012`. */
                from?: string;
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Pixels for each of `width`: 2 for sharp screens and print. Example: `2`. */
                scale?: number;
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "measure" | "-measure" | "audienceA" | "-audienceA" | "audienceALabel" | "-audienceALabel" | "audienceB" | "-audienceB" | "audienceBLabel" | "-audienceBLabel" | "waveFrom" | "-waveFrom" | "waveFromLabel" | "-waveFromLabel" | "waveFromYear" | "-waveFromYear" | "gapFrom" | "-gapFrom" | "waveTo" | "-waveTo" | "waveToLabel" | "-waveToLabel" | "waveToYear" | "-waveToYear" | "gapTo" | "-gapTo" | "change" | "-change" | "perYear" | "-perYear" | "baseFlag" | "-baseFlag" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "direction" | "-direction")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description The later wave. Left out: each wave is compared with the one before. Example: `2014`. */
                to?: string;
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawGapTrendsSvg: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Two audiences: the first minus the second. Left out: the pairs that the survey declares. Example: `cio,cmo`. */
                between?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description The earlier wave. Left out: each wave is compared with the one before. Example: `2012`. */
                from?: string;
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "measure" | "-measure" | "audienceA" | "-audienceA" | "audienceALabel" | "-audienceALabel" | "audienceB" | "-audienceB" | "audienceBLabel" | "-audienceBLabel" | "waveFrom" | "-waveFrom" | "waveFromLabel" | "-waveFromLabel" | "waveFromYear" | "-waveFromYear" | "gapFrom" | "-gapFrom" | "waveTo" | "-waveTo" | "waveToLabel" | "-waveToLabel" | "waveToYear" | "-waveToYear" | "gapTo" | "-gapTo" | "change" | "-change" | "perYear" | "-perYear" | "baseFlag" | "-baseFlag" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "direction" | "-direction")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description The later wave. Left out: each wave is compared with the one before. Example: `2014`. */
                to?: string;
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawGapsPng: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Two audiences: the first minus the second. Left out: the pairs that the survey declares. Example: `cio,cmo`. */
                between?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Pixels for each of `width`: 2 for sharp screens and print. Example: `2`. */
                scale?: number;
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-gap`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "measure" | "-measure" | "audienceA" | "-audienceA" | "audienceALabel" | "-audienceALabel" | "valueA" | "-valueA" | "nA" | "-nA" | "baseFlagA" | "-baseFlagA" | "audienceB" | "-audienceB" | "audienceBLabel" | "-audienceBLabel" | "valueB" | "-valueB" | "nB" | "-nB" | "baseFlagB" | "-baseFlagB" | "gap" | "-gap" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "effectSize" | "-effectSize" | "leader" | "-leader" | "rankA" | "-rankA" | "rankB" | "-rankB" | "rankGap" | "-rankGap")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawGapsSvg: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Two audiences: the first minus the second. Left out: the pairs that the survey declares. Example: `cio,cmo`. */
                between?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-gap`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "measure" | "-measure" | "audienceA" | "-audienceA" | "audienceALabel" | "-audienceALabel" | "valueA" | "-valueA" | "nA" | "-nA" | "baseFlagA" | "-baseFlagA" | "audienceB" | "-audienceB" | "audienceBLabel" | "-audienceBLabel" | "valueB" | "-valueB" | "nB" | "-nB" | "baseFlagB" | "-baseFlagB" | "gap" | "-gap" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "effectSize" | "-effectSize" | "leader" | "-leader" | "rankA" | "-rankA" | "rankB" | "-rankB" | "rankGap" | "-rankGap")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawRanksPng: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Pixels for each of `width`: 2 for sharp screens and print. Example: `2`. */
                scale?: number;
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-question`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "value" | "-value" | "rank" | "-rank" | "rankLower" | "-rankLower" | "rankUpper" | "-rankUpper" | "tied" | "-tied" | "of" | "-of" | "basis" | "-basis")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawRanksSvg: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-question`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "value" | "-value" | "rank" | "-rank" | "rankLower" | "-rankLower" | "rankUpper" | "-rankUpper" | "tied" | "-tied" | "of" | "-of" | "basis" | "-basis")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawTrendsPng: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description The earlier wave. Left out: each wave is compared with the one before. Example: `2012`. */
                from?: string;
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Pixels for each of `width`: 2 for sharp screens and print. Example: `2`. */
                scale?: number;
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "waveFrom" | "-waveFrom" | "waveFromLabel" | "-waveFromLabel" | "waveFromYear" | "-waveFromYear" | "valueFrom" | "-valueFrom" | "nFrom" | "-nFrom" | "baseFlagFrom" | "-baseFlagFrom" | "waveTo" | "-waveTo" | "waveToLabel" | "-waveToLabel" | "waveToYear" | "-waveToYear" | "valueTo" | "-valueTo" | "nTo" | "-nTo" | "baseFlagTo" | "-baseFlagTo" | "change" | "-change" | "perYear" | "-perYear" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "direction" | "-direction")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description The later wave. Left out: each wave is compared with the one before. Example: `2014`. */
                to?: string;
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    drawTrendsSvg: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description The earlier wave. Left out: each wave is compared with the one before. Example: `2012`. */
                from?: string;
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "waveFrom" | "-waveFrom" | "waveFromLabel" | "-waveFromLabel" | "waveFromYear" | "-waveFromYear" | "valueFrom" | "-valueFrom" | "nFrom" | "-nFrom" | "baseFlagFrom" | "-baseFlagFrom" | "waveTo" | "-waveTo" | "waveToLabel" | "-waveToLabel" | "waveToYear" | "-waveToYear" | "valueTo" | "-valueTo" | "nTo" | "-nTo" | "baseFlagTo" | "-baseFlagTo" | "change" | "-change" | "perYear" | "-perYear" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "direction" | "-direction")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Colours for a light or a dark page. Example: `dark`. */
                theme?: "light" | "dark";
                /** @description What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it. Example: `question`. */
                title?: string;
                /** @description The later wave. Left out: each wave is compared with the one before. Example: `2014`. */
                to?: string;
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
                /** @description Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone. Example: `860`. */
                width?: number;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getCitation: {
        parameters: {
            query?: {
                /** @description Style of the citation: `text` (a sentence), `bibtex` (for LaTeX), `csl-json` (for Zotero, Pandoc and other programs that use the Citation Style Language), `ris` (for EndNote and most other reference managers). Left out, the header `Accept` decides; `text` if that is open too. Example: `bibtex`. */
                format?: "text" | "bibtex" | "csl-json" | "ris";
                /** @description The answer that is cited: an address of the same release, as in `meta.permalink` or below the survey, percent-encoded. Left out: the release as a whole. Example: `gaps?question=need-to-align`. */
                of?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The citation. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.citationstyles.csl+json": {
                        [key: string]: unknown;
                    }[];
                    "application/x-bibtex": string;
                    "application/x-research-info-systems": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listClaims: {
        parameters: {
            query?: {
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `claim,text`. */
                fields?: ("claim" | "text" | "source" | "locator" | "verdict" | "reason" | "pValue" | "bestPValue" | "contested" | "working" | "figures" | "alternatives" | "reasons" | "note")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-claim`. */
                sort?: ("claim" | "-claim" | "text" | "-text" | "source" | "-source" | "locator" | "-locator" | "verdict" | "-verdict" | "reason" | "-reason" | "pValue" | "-pValue" | "bestPValue" | "-bestPValue" | "contested" | "-contested")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claims, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Claim"][];
                        meta: components["schemas"]["FiguresMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getClaim: {
        parameters: {
            query?: {
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
            };
            header?: never;
            path: {
                /** @description Claim id. */
                claim: string;
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claim. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Claim"];
                        meta: components["schemas"]["ClaimMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownClaim"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getCrosstab: {
        parameters: {
            query: {
                /** @description Adjustment of p-values for many comparisons, over what `family` says: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Variables of the columns, as for `rows`; left out: the total alone. One code or several with commas. Example: `voter-category`. */
                columns?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Tests that `adjust` takes together. `row`: The pairs of columns of one row of a block, a block being one variable of the rows by one of the columns. `block`: The pairs of columns of all rows of a block. `answer`: All pairs of the answer. Example: `row`. */
                family?: "row" | "block" | "answer";
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `value`. */
                fields?: ("rowVariable" | "rowVariableLabel" | "row" | "rowLabel" | "rowKind" | "columnVariable" | "columnVariableLabel" | "column" | "columnLabel" | "columnKind" | "columnLetter" | "measure" | "value" | "standardError" | "ciLower" | "ciUpper" | "letters" | "n" | "weighted" | "base" | "baseFlag" | "baseWeighted" | "baseEffective" | "baseDesign" | "designEffect" | "reasons")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown" | "vega-lite";
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description `long`: one record a cell, with everything that is known of it; `wide`: one record a row, for people, with a field for each column, named as in the head of a printed table: `Always (A)`; `grid`: one record an item, for questions with items and a table without columns, with a field for each answer. Example: `wide`. */
                layout?: "long" | "wide" | "grid";
                /** @description Levels of letters: capital ones where a difference is significant at the first, small ones at the second, which is lower; with one level there are no small letters. Left out: `confidence`, and 0.9 where that is higher. Example: `0.95,0.9`. */
                lettersAt?: number[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description What a cell holds. `column-percent`: Share of the column, in percent. `row-percent`: Share of the row, in percent. `total-percent`: Share of the table, in percent. `count`: Sum of the weights. `mean`: Mean of the row variable in the column. Example: `column-percent`. */
                measure?: "column-percent" | "row-percent" | "total-percent" | "count" | "mean";
                /** @description A subtotal: `variable:name:option,option`. Repeat it for several; the codebook may declare others. Example: `q16:easy:very-easy,somewhat-easy`. */
                net?: string[];
                /** @description Variables of the rows, which `/variables` lists: one or several with commas, nested ones joined with `*`. A question with items stands for all of them. With measure=mean, numeric ones. */
                rows: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-rowVariable`. */
                sort?: ("rowVariable" | "-rowVariable" | "rowVariableLabel" | "-rowVariableLabel" | "row" | "-row" | "rowLabel" | "-rowLabel" | "rowKind" | "-rowKind" | "columnVariable" | "-columnVariable" | "columnVariableLabel" | "-columnVariableLabel" | "column" | "-column" | "columnLabel" | "-columnLabel" | "columnKind" | "-columnKind" | "columnLetter" | "-columnLetter" | "measure" | "-measure" | "value" | "-value" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "n" | "-n" | "weighted" | "-weighted" | "base" | "-base" | "baseFlag" | "-baseFlag" | "baseWeighted" | "-baseWeighted" | "baseEffective" | "-baseEffective" | "baseDesign" | "-baseDesign" | "designEffect" | "-designEffect")[];
                /** @description Only these waves. Left out: the newest, or all where `wave` is among the rows or columns. One code or several with commas. Example: `2020`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cells, row by row; with `layout=wide` one record a row, with `layout=grid` one an item. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: (components["schemas"]["CrosstabCell"] | components["schemas"]["CrosstabWideRow"])[];
                        meta: components["schemas"]["CrosstabMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/vnd.vegalite.v6+json": {
                        [key: string]: unknown;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrNoRecords"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listColumnComparisons: {
        parameters: {
            query: {
                /** @description Adjustment of p-values for many comparisons, over what `family` says: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Variables of the columns, as for `rows`; left out: the total alone. One code or several with commas. Example: `voter-category`. */
                columns?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Tests that `adjust` takes together. `row`: The pairs of columns of one row of a block, a block being one variable of the rows by one of the columns. `block`: The pairs of columns of all rows of a block. `answer`: All pairs of the answer. Example: `row`. */
                family?: "row" | "block" | "answer";
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `rowVariable,rowVariableLabel`. */
                fields?: ("rowVariable" | "rowVariableLabel" | "row" | "rowLabel" | "columnVariable" | "columnVariableLabel" | "columnA" | "columnALabel" | "valueA" | "columnB" | "columnBLabel" | "valueB" | "difference" | "standardError" | "ciLower" | "ciUpper" | "statistic" | "df" | "pValue" | "pAdjusted" | "significant" | "reasons" | "note")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Levels of letters: capital ones where a difference is significant at the first, small ones at the second, which is lower; with one level there are no small letters. Left out: `confidence`, and 0.9 where that is higher. Example: `0.95,0.9`. */
                lettersAt?: number[];
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description What a cell holds. `column-percent`: Share of the column, in percent. `row-percent`: Share of the row, in percent. `total-percent`: Share of the table, in percent. `count`: Sum of the weights. `mean`: Mean of the row variable in the column. Example: `column-percent`. */
                measure?: "column-percent" | "row-percent" | "total-percent" | "count" | "mean";
                /** @description A subtotal: `variable:name:option,option`. Repeat it for several; the codebook may declare others. Example: `q16:easy:very-easy,somewhat-easy`. */
                net?: string[];
                /** @description Variables of the rows, which `/variables` lists: one or several with commas, nested ones joined with `*`. A question with items stands for all of them. With measure=mean, numeric ones. */
                rows: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-rowVariable`. */
                sort?: ("rowVariable" | "-rowVariable" | "rowVariableLabel" | "-rowVariableLabel" | "row" | "-row" | "rowLabel" | "-rowLabel" | "columnVariable" | "-columnVariable" | "columnVariableLabel" | "-columnVariableLabel" | "columnA" | "-columnA" | "columnALabel" | "-columnALabel" | "valueA" | "-valueA" | "columnB" | "-columnB" | "columnBLabel" | "-columnBLabel" | "valueB" | "-valueB" | "difference" | "-difference" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "statistic" | "-statistic" | "df" | "-df" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant")[];
                /** @description Only these waves. Left out: the newest, or all where `wave` is among the rows or columns. One code or several with commas. Example: `2020`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pairs, row by row. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["ColumnComparison"][];
                        meta: components["schemas"]["ColumnComparisonsMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrNoRecords"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getCrosstabSize: {
        parameters: {
            query: {
                /** @description Adjustment of p-values for many comparisons, over what `family` says: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Variables of the columns, as for `rows`; left out: the total alone. One code or several with commas. Example: `voter-category`. */
                columns?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Tests that `adjust` takes together. `row`: The pairs of columns of one row of a block, a block being one variable of the rows by one of the columns. `block`: The pairs of columns of all rows of a block. `answer`: All pairs of the answer. Example: `row`. */
                family?: "row" | "block" | "answer";
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Levels of letters: capital ones where a difference is significant at the first, small ones at the second, which is lower; with one level there are no small letters. Left out: `confidence`, and 0.9 where that is higher. Example: `0.95,0.9`. */
                lettersAt?: number[];
                /** @description What a cell holds. `column-percent`: Share of the column, in percent. `row-percent`: Share of the row, in percent. `total-percent`: Share of the table, in percent. `count`: Sum of the weights. `mean`: Mean of the row variable in the column. Example: `column-percent`. */
                measure?: "column-percent" | "row-percent" | "total-percent" | "count" | "mean";
                /** @description A subtotal: `variable:name:option,option`. Repeat it for several; the codebook may declare others. Example: `q16:easy:very-easy,somewhat-easy`. */
                net?: string[];
                /** @description Variables of the rows, which `/variables` lists: one or several with commas, nested ones joined with `*`. A question with items stands for all of them. With measure=mean, numeric ones. */
                rows: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Only these waves. Left out: the newest, or all where `wave` is among the rows or columns. One code or several with commas. Example: `2020`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The size. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["CrosstabSize"];
                        meta: components["schemas"]["ObjectMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrNoRecords"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getDcat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The release. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getDdi: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    diffReleases: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `change,id`. */
                fields?: ("change" | "subject" | "id" | "field" | "from" | "to")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description The older release. Left out: the one before `to`. Example: `1.0.0`. */
                from?: string;
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("change" | "-change" | "subject" | "-subject" | "id" | "-id" | "field" | "-field")[];
                /** @description The newer release. Left out: the one that is addressed. Example: `1.1.0`. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The differences. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Change"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    downloadRelease: {
        parameters: {
            query?: {
                /** @description What the release is packed as: `zip`, a data package of all of it; `sav`, its records as a file of SPSS, where the survey declares them public. Left out: `zip`. Example: `zip`. */
                format?: "zip" | "sav";
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The release. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-spss-sav": unknown;
                    "application/zip": unknown;
                };
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listEstimates: {
        parameters: {
            query?: {
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `question,value`. */
                fields?: ("question" | "questionText" | "item" | "itemLabel" | "option" | "optionLabel" | "optionOrder" | "wave" | "waveLabel" | "waveYear" | "waveStart" | "waveEnd" | "audience" | "audienceLabel" | "measure" | "value" | "decimals" | "qualifier" | "n" | "nQualifier" | "baseFlag" | "nEffective" | "nDesign" | "standardError" | "ciLower" | "ciUpper" | "roundingLower" | "roundingUpper" | "designEffect" | "sd" | "quantile" | "status" | "sources" | "locators" | "alternatives" | "reasons" | "note")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown" | "vega-lite";
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Quantiles of numeric questions, computed from records. One or several with commas; `measure=median` gives the median alone. Example: `0.25,0.75`. */
                quantile?: number[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-question`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "value" | "-value" | "decimals" | "-decimals" | "qualifier" | "-qualifier" | "n" | "-n" | "nQualifier" | "-nQualifier" | "baseFlag" | "-baseFlag" | "nEffective" | "-nEffective" | "nDesign" | "-nDesign" | "standardError" | "-standardError" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "designEffect" | "-designEffect" | "sd" | "-sd" | "quantile" | "-quantile" | "status" | "-status")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures that the query picks, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Estimate"][];
                        meta: components["schemas"]["FiguresMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/vnd.vegalite.v6+json": {
                        [key: string]: unknown;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listGapTrends: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Two audiences: the first minus the second. Left out: the pairs that the survey declares. Example: `cio,cmo`. */
                between?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `question,change`. */
                fields?: ("question" | "questionText" | "item" | "itemLabel" | "option" | "optionLabel" | "optionOrder" | "measure" | "audienceA" | "audienceALabel" | "audienceB" | "audienceBLabel" | "waveFrom" | "waveFromLabel" | "waveFromYear" | "gapFrom" | "waveTo" | "waveToLabel" | "waveToYear" | "gapTo" | "change" | "perYear" | "baseFlag" | "ciLower" | "ciUpper" | "roundingLower" | "roundingUpper" | "standardError" | "statistic" | "pValue" | "pAdjusted" | "significant" | "direction" | "reasons" | "note")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown" | "vega-lite";
                /** @description The earlier wave. Left out: each wave is compared with the one before. Example: `2012`. */
                from?: string;
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "measure" | "-measure" | "audienceA" | "-audienceA" | "audienceALabel" | "-audienceALabel" | "audienceB" | "-audienceB" | "audienceBLabel" | "-audienceBLabel" | "waveFrom" | "-waveFrom" | "waveFromLabel" | "-waveFromLabel" | "waveFromYear" | "-waveFromYear" | "gapFrom" | "-gapFrom" | "waveTo" | "-waveTo" | "waveToLabel" | "-waveToLabel" | "waveToYear" | "-waveToYear" | "gapTo" | "-gapTo" | "change" | "-change" | "perYear" | "-perYear" | "baseFlag" | "-baseFlag" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "direction" | "-direction")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description The later wave. Left out: each wave is compared with the one before. Example: `2014`. */
                to?: string;
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes of gaps that the query picks, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["GapTrend"][];
                        meta: components["schemas"]["FiguresMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/vnd.vegalite.v6+json": {
                        [key: string]: unknown;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listGaps: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Two audiences: the first minus the second. Left out: the pairs that the survey declares. Example: `cio,cmo`. */
                between?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `question,gap`. */
                fields?: ("question" | "questionText" | "item" | "itemLabel" | "option" | "optionLabel" | "optionOrder" | "wave" | "waveLabel" | "waveYear" | "waveStart" | "waveEnd" | "measure" | "audienceA" | "audienceALabel" | "valueA" | "nA" | "baseFlagA" | "audienceB" | "audienceBLabel" | "valueB" | "nB" | "baseFlagB" | "gap" | "ciLower" | "ciUpper" | "roundingLower" | "roundingUpper" | "standardError" | "statistic" | "pValue" | "pAdjusted" | "significant" | "effectSize" | "leader" | "rankA" | "rankB" | "rankGap" | "reasons" | "note")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown" | "vega-lite";
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-gap`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "measure" | "-measure" | "audienceA" | "-audienceA" | "audienceALabel" | "-audienceALabel" | "valueA" | "-valueA" | "nA" | "-nA" | "baseFlagA" | "-baseFlagA" | "audienceB" | "-audienceB" | "audienceBLabel" | "-audienceBLabel" | "valueB" | "-valueB" | "nB" | "-nB" | "baseFlagB" | "-baseFlagB" | "gap" | "-gap" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "effectSize" | "-effectSize" | "leader" | "-leader" | "rankA" | "-rankA" | "rankB" | "-rankB" | "rankGap" | "-rankGap")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The gaps that the query picks, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Gap"][];
                        meta: components["schemas"]["FiguresMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/vnd.vegalite.v6+json": {
                        [key: string]: unknown;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listQuestions: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id`. */
                fields?: ("id" | "text" | "wording" | "type" | "audiences" | "waves" | "items" | "options" | "nets" | "differences" | "bands" | "breaks" | "note")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "text" | "-text" | "wording" | "-wording" | "type" | "-type")[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The questions, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Question"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getQuestion: {
        parameters: {
            query?: {
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
            };
            header?: never;
            path: {
                /** @description Question id. */
                question: string;
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The question. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Question"];
                        meta: components["schemas"]["ObjectMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrUnknownQuestion"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listRanks: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `question,value`. */
                fields?: ("question" | "questionText" | "item" | "itemLabel" | "option" | "optionLabel" | "optionOrder" | "wave" | "waveLabel" | "waveYear" | "waveStart" | "waveEnd" | "audience" | "audienceLabel" | "measure" | "value" | "rank" | "rankLower" | "rankUpper" | "tied" | "of" | "basis" | "sources" | "reasons" | "note")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown" | "vega-lite";
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-question`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "wave" | "-wave" | "waveLabel" | "-waveLabel" | "waveYear" | "-waveYear" | "waveStart" | "-waveStart" | "waveEnd" | "-waveEnd" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "value" | "-value" | "rank" | "-rank" | "rankLower" | "-rankLower" | "rankUpper" | "-rankUpper" | "tied" | "-tied" | "of" | "-of" | "basis" | "-basis")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description Only these waves. One code or several with commas. Example: `2012`. */
                wave?: string[];
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The items that the query picks, each list from its first place to its last. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Rank"][];
                        meta: components["schemas"]["RanksMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/vnd.vegalite.v6+json": {
                        [key: string]: unknown;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listReleases: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `version,released`. */
                fields?: ("version" | "released" | "sha256" | "signature" | "changes" | "address" | "withdrawn" | "withdrawnReason" | "successor")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-version`. */
                sort?: ("version" | "-version" | "released" | "-released" | "sha256" | "-sha256" | "address" | "-address" | "withdrawn" | "-withdrawn" | "withdrawnReason" | "-withdrawnReason" | "successor" | "-successor")[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The releases, newest first. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Release"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    getReleaseFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed, newest release first. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listSources: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id`. */
                fields?: ("id" | "title" | "publisher" | "published" | "url" | "figures" | "note")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "title" | "-title" | "publisher" | "-publisher" | "published" | "-published" | "url" | "-url" | "figures" | "-figures")[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sources, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Source"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listTrends: {
        parameters: {
            query?: {
                /** @description Adjustment of p-values for many comparisons, over all rows of the answer before paging: Holm, or Benjamini–Hochberg. Example: `holm`. */
                adjust?: "none" | "holm" | "bh";
                /** @description Only these audiences. One code or several with commas. Example: `cmo`. */
                audience?: string[];
                /** @description Confidence level of intervals; a difference is significant if its p-value is below 1 minus this. Example: `0.95`. */
                confidence?: number;
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `question,change`. */
                fields?: ("question" | "questionText" | "item" | "itemLabel" | "option" | "optionLabel" | "optionOrder" | "audience" | "audienceLabel" | "measure" | "waveFrom" | "waveFromLabel" | "waveFromYear" | "valueFrom" | "nFrom" | "baseFlagFrom" | "waveTo" | "waveToLabel" | "waveToYear" | "valueTo" | "nTo" | "baseFlagTo" | "change" | "perYear" | "ciLower" | "ciUpper" | "roundingLower" | "roundingUpper" | "standardError" | "statistic" | "pValue" | "pAdjusted" | "significant" | "direction" | "reasons" | "note")[];
                /** @description Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit. Example: `gender:female`. */
                filter?: string[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown" | "vega-lite";
                /** @description The earlier wave. Left out: each wave is compared with the one before. Example: `2012`. */
                from?: string;
                /** @description Only these items of batteries. One code or several with commas. Example: `reason-12`. */
                item?: string[];
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Only figures of these measures. Example: `percent`. */
                measure?: ("percent" | "rank" | "mean" | "count" | "median" | "quantile" | "total" | "net")[];
                /** @description Only these answer categories, nets and differences. One code or several with commas. Example: `agree`. */
                option?: string[];
                /** @description Only these questions. One code or several with commas. Example: `need-to-align`. */
                question?: string[];
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-change`. */
                sort?: ("question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "option" | "-option" | "optionLabel" | "-optionLabel" | "optionOrder" | "-optionOrder" | "audience" | "-audience" | "audienceLabel" | "-audienceLabel" | "measure" | "-measure" | "waveFrom" | "-waveFrom" | "waveFromLabel" | "-waveFromLabel" | "waveFromYear" | "-waveFromYear" | "valueFrom" | "-valueFrom" | "nFrom" | "-nFrom" | "baseFlagFrom" | "-baseFlagFrom" | "waveTo" | "-waveTo" | "waveToLabel" | "-waveToLabel" | "waveToYear" | "-waveToYear" | "valueTo" | "-valueTo" | "nTo" | "-nTo" | "baseFlagTo" | "-baseFlagTo" | "change" | "-change" | "perYear" | "-perYear" | "ciLower" | "-ciLower" | "ciUpper" | "-ciUpper" | "roundingLower" | "-roundingLower" | "roundingUpper" | "-roundingUpper" | "standardError" | "-standardError" | "statistic" | "-statistic" | "pValue" | "-pValue" | "pAdjusted" | "-pAdjusted" | "significant" | "-significant" | "direction" | "-direction")[];
                /** @description Only figures that these sources give. One code or several with commas. Example: `twelve-reasons`. */
                source?: string[];
                /** @description The later wave. Left out: each wave is compared with the one before. Example: `2014`. */
                to?: string;
                /** @description Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares. Example: `none`. */
                weight?: string;
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes that the query picks, in the order of the codebook. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Trend"][];
                        meta: components["schemas"]["TrendsMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/vnd.vegalite.v6+json": {
                        [key: string]: unknown;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listVariables: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id,question`. */
                fields?: ("id" | "label" | "kind" | "question" | "questionText" | "item" | "itemLabel" | "type" | "optionCount" | "options" | "bands" | "nets" | "items" | "rows" | "columns" | "filter" | "range" | "nest" | "mean")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Whether rows have codes, words or both: `both` (codes, and the words beside them), `codes` (codes alone), `texts` (words in the place of the codes). Left out: `both`, but for `html` and `markdown`, which are for people: `texts`. Lists within a row and within `meta` have both. Example: `both`. */
                labels?: "both" | "codes" | "texts";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "label" | "-label" | "kind" | "-kind" | "question" | "-question" | "questionText" | "-questionText" | "item" | "-item" | "itemLabel" | "-itemLabel" | "type" | "-type" | "optionCount" | "-optionCount" | "rows" | "-rows" | "columns" | "-columns" | "filter" | "-filter" | "range" | "-range" | "nest" | "-nest" | "mean" | "-mean")[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The variables: waves and audiences, then questions in the order of the codebook, each followed by its items. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Variable"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrUnsafeCombinationOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownReleaseOrNoRecords"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
    listWaves: {
        parameters: {
            query?: {
                /** @description Where the page starts, as handed out in `meta.next`. Example: `MTAwLnhTM3ZhN0Vx`. */
                cursor?: string;
                /** @description Fields of the rows that are wanted, in the order of the columns. Left out: all. Example: `id`. */
                fields?: ("id" | "label" | "year" | "fieldworkStart" | "fieldworkEnd" | "samples" | "note")[];
                /** @description Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too. Example: `json`. */
                format?: "json" | "csv" | "csv-excel" | "csvw" | "json-records" | "ndjson" | "xlsx" | "parquet" | "arrow" | "json-stat" | "html" | "markdown";
                /** @description Rows on a page; `all` for all rows at once, which are streamed where they are many. Example: `100`. */
                limit?: number | "all";
                /** @description Code that gets this very answer, instead of the answer: `curl` (a command for a POSIX shell), `python` (Python with pandas: a data frame), `r` (R with jsonlite: a data frame), `javascript` (JavaScript for browsers and for Node, as a module). Example: `curl`. */
                snippet?: "curl" | "python" | "r" | "javascript";
                /** @description Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook. Example: `-id`. */
                sort?: ("id" | "-id" | "label" | "-label" | "year" | "-year" | "fieldworkStart" | "-fieldworkStart" | "fieldworkEnd" | "-fieldworkEnd")[];
            };
            header?: never;
            path: {
                /** @description Survey id, for the newest release; with @version, for that release and no other. */
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The waves, oldest first. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/csvm+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        data: components["schemas"]["Wave"][];
                        meta: components["schemas"]["ReleaseListMeta"];
                    };
                    "application/json;profile=records": {
                        [key: string]: unknown;
                    }[];
                    "application/vnd.apache.arrow.file": unknown;
                    "application/vnd.apache.parquet": unknown;
                    "application/vnd.json-stat+json": {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/csv;dialect=excel": string;
                    "text/html": string;
                    "text/markdown": string;
                    "text/plain": string;
                };
            };
            /** @description The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Last-Modified": components["headers"]["Last-Modified"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    /** @description Headers of a request that choose the answer: `Accept-Encoding`; `Accept`, unless the query names what is wanted; `Authorization`. */
                    Vary?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client already holds this answer (If-None-Match or If-Modified-Since). */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidQueryOrMalformedRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownSurveyOrUnknownRelease"];
            406: components["responses"]["NotAcceptable"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["ReleaseWithdrawn"];
            414: components["responses"]["AddressTooLong"];
            416: components["responses"]["RangeNotSatisfiable"];
            417: components["responses"]["ExpectationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ReleaseUnavailableOrUnavailable"];
        };
    };
}
