package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.ImportReport;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Imports of candles, funding rates and mark prices from uploaded files, or of made-up candles. */
@RestController
@RequestMapping("/api/v1/imports")
@Tag(name = "Imports")
class ImportController {

    private static final int MAX_FILES = 1_000;
    private static final String EXAMPLE =
            """
            {"market_id": 1, "symbol": "SYNTHUSDT", "from": "2025-01-01T00:00:00Z",
             "to": "2026-01-01T00:00:00Z", "seed": 1}
            """;

    private final Imports imports;
    private final Uploads uploads;

    ImportController(Imports imports, Uploads uploads) {
        this.imports = imports;
        this.uploads = uploads;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "importFiles",
            summary = "Import candles, funding rates or mark prices from files of the exchanges",
            description =
                    "zip, csv, csv.gz of Binance and Bybit, or json.gz. Funding rates and mark prices"
                            + " are of futures only. The files are checked before the answer; if one is wrong nothing is imported. Bad rows are set"
                            + " aside and reported.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/ImportUpload"))))
    ImportStarted importFiles(
            @Parameter(hidden = true) @RequestParam("file") List<MultipartFile> file,
            @Parameter(hidden = true) @RequestParam(name = "market_id", required = false)
                    @Nullable Integer marketId,
            @Parameter(hidden = true) @RequestParam(name = "symbol", required = false)
                    @Nullable String symbol,
            @Parameter(hidden = true) @RequestParam(name = "kind", required = false)
                    @Nullable String kind)
            throws IOException {
        check(file, marketId, symbol);
        Uploads.Upload upload = uploads.keep(file, marketId, symbol, kind(kind));
        return new ImportStarted(
                imports.start(upload.files(), () -> uploads.delete(upload.directory())));
    }

    @PostMapping(path = "/synthetic", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "importSynthetic",
            summary = "Import made-up candles, the same for the same seed",
            description =
                    "From a day on they have a venue halt of two hours and three quiet minutes.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/SyntheticRequest"),
                                            examples = @ExampleObject(EXAMPLE))))
    ImportStarted importSynthetic(@RequestBody byte[] body) {
        return new ImportStarted(
                imports.start(
                        ApiProblem.orThrow(SyntheticRequest.read(RequestDocument.parse(body)))));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "importStatus", summary = "How far an import is, and its report")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/ImportStatus")))
    ImportStatus status(@PathVariable("id") UUID id) {
        return imports.find(id)
                .map(run -> ImportStatus.of(id, run))
                .orElseThrow(() ->
                        ApiProblem.notFound(
                                "id",
                                id.toString(),
                                "there is no import " + id + " since the platform started"));
    }

    private static @Nullable DataKind kind(@Nullable String label) {
        return label == null
                ? null
                : DataKind.byLabel(label)
                        .orElseThrow(() ->
                                ApiProblem.invalid(
                                        "kind",
                                        label,
                                        "unknown_value",
                                        "kind must be one of candles funding mark"));
    }

    private static void check(
            List<MultipartFile> files, @Nullable Integer marketId, @Nullable String symbol) {
        if (files.size() > MAX_FILES) {
            throw ApiProblem.invalid(
                    "file",
                    Integer.toString(files.size()),
                    "too_large",
                    "at most " + MAX_FILES + " files are imported at once");
        }
        if (marketId != null && Market.byId(marketId).isEmpty()) {
            throw ApiProblem.invalid(
                    "market_id",
                    marketId.toString(),
                    "unknown_reference",
                    "there is no market " + marketId + "; the markets are 1 to 4");
        }
        if (symbol != null && !InstrumentId.isSymbol(symbol)) {
            throw ApiProblem.invalid(
                    "symbol",
                    symbol,
                    "bad_format",
                    "a symbol has 1 to 40 capital letters and digits, e.g. BTCUSDT");
        }
    }

    /** The answer of a submission. */
    @Schema(description = "What to ask for to follow the import.")
    record ImportStarted(UUID job) {}

    /** The answer of a question. */
    record ImportStatus(
            UUID job,
            JobState state,
            @Nullable Progress progress,
            @Nullable JsonNode report,
            @Nullable String failure) {

        static ImportStatus of(UUID id, Imports.Run run) {
            ImportProgress progress = run.progress();
            ImportReport report = run.report();
            return new ImportStatus(
                    id,
                    run.state(),
                    progress == null ? null : Progress.of(progress),
                    report == null ? null : report.toJson(),
                    run.failure());
        }
    }

    /** Bytes of the files that are done. */
    record Progress(String step, long done, long total) {
        static Progress of(ImportProgress progress) {
            return new Progress(progress.file(), progress.bytesDone(), progress.bytesTotal());
        }
    }
}
