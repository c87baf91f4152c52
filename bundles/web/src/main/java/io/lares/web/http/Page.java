package io.lares.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves the page's files: compressed beforehand, cached by what is in them. */
public final class Page {
  private static final Pattern PLAIN_PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final String INDEX = "index.html";
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final PageSource source;
  private volatile Cache cache = new Cache(new Object());

  private record Cache(Object edition, Map<String, Optional<File>> files) {
    Cache(Object edition) {
      this(edition, new ConcurrentHashMap<>());
    }
  }

  private record File(byte[] bytes, String tag) {}

  public Page(PageSource source) {
    this.source = source;
  }

  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      say(response, 405, "The page's files can only be read.");
      return;
    }
    Object edition = source.edition();
    if (edition == null) {
      say(response, 503, "The page is not installed: the bundle io.lares.ui is missing.");
      return;
    }
    Cache current = cache;
    if (!current.edition.equals(edition)) {
      current = new Cache(edition);
      cache = current;
    }
    String path = request.getRequestURI().substring(1);
    if (path.isEmpty()) {
      path = INDEX;
    }
    File file = PLAIN_PATH.matcher(path).matches() ? file(current, path) : null;
    if (file == null && path.lastIndexOf('.') <= path.lastIndexOf('/')) {
      path = INDEX; // an address within the page; the page knows what to show
      file = file(current, path);
    }
    if (file == null) {
      say(response, 404, "There is no such file.");
      return;
    }
    send(current, path, file, request, response);
  }

  private void send(
      Cache files,
      String path,
      File plain,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    response.setContentType(MEDIA_TYPES.getOrDefault(extension, "application/octet-stream"));
    response.setHeader(
        "Cache-Control",
        path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    response.setHeader("Vary", "Accept-Encoding");
    File chosen = plain;
    String accepted = request.getHeader("Accept-Encoding");
    File brotli = accepts(accepted, "br") ? variant(files, path + ".br") : null;
    File gzip = brotli == null && accepts(accepted, "gzip") ? variant(files, path + ".gz") : null;
    if (brotli != null) {
      chosen = brotli;
      response.setHeader("Content-Encoding", "br");
    } else if (gzip != null) {
      chosen = gzip;
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setHeader("ETag", chosen.tag);
    String known = request.getHeader("If-None-Match");
    if (known != null && known.contains(chosen.tag)) {
      response.setStatus(304);
      return;
    }
    response.setContentLength(chosen.bytes.length);
    response.getOutputStream().write(chosen.bytes);
  }

  /** Only what exists is kept, so that the cache is bounded by the bundle. */
  private @Nullable File file(Cache files, String path) throws IOException {
    Optional<File> known = files.files.get(path);
    if (known != null) {
      return known.orElse(null);
    }
    byte[] bytes = source.read(path);
    if (bytes == null) {
      return null;
    }
    File file = new File(bytes, "\"" + hash(bytes) + "\"");
    files.files.put(path, Optional.of(file));
    return file;
  }

  /** The compressed form of a file that exists; that there is none is kept, too. */
  private @Nullable File variant(Cache files, String path) throws IOException {
    File file = file(files, path);
    if (file == null) {
      files.files.put(path, Optional.empty());
    }
    return file;
  }

  private static boolean accepts(@Nullable String header, String coding) {
    if (header == null) {
      return false;
    }
    for (String part : header.split(",")) {
      String[] pieces = part.strip().toLowerCase(Locale.ROOT).split(";");
      if (pieces[0].strip().equals(coding)) {
        return pieces.length == 1 || !pieces[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void say(HttpServletResponse response, int status, String line) throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain; charset=utf-8");
    response.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
