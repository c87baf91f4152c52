package io.lares.web.http;

import io.lares.web.http.Route.Input;
import io.lares.web.http.Route.Output;
import io.lares.web.json.Json;
import io.lares.web.json.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes the OpenAPI 3.1 document from the routes. */
final class OpenApi {
  private final Map<String, Object> components = new TreeMap<>();

  private OpenApi() {}

  static byte[] describe(List<Route> routes, Shape<Problem.View> problem, String version) {
    return Json.writeTree(new OpenApi().document(routes, problem, version));
  }

  private Map<String, Object> document(
      List<Route> routes, Shape<Problem.View> problem, String version) {
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      @SuppressWarnings("unchecked")
      Map<String, Object> path =
          (Map<String, Object>)
              paths.computeIfAbsent(route.path().text(), key -> new LinkedHashMap<>());
      path.put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    Map<String, Object> refused = new LinkedHashMap<>();
    refused.put("description", "It could not be done; says why and what to do");
    refused.put("content", content("application/problem+json", problem.schema(components)));
    return tree(
        "openapi",
        "3.1.0",
        "info",
        tree(
            "title",
            "Lares",
            "version",
            version,
            "description",
            "A smart home that stays at home. Pages use the session's cookie and send X-CSRF-Token with every"
                + " change; programs use an API token."),
        "servers",
        List.of(Map.of("url", Router.BASE)),
        "paths",
        paths,
        "components",
        tree(
            "schemas",
            components,
            "responses",
            Map.of("Problem", refused),
            "securitySchemes",
            tree(
                "session",
                tree("type", "apiKey", "in", "cookie", "name", Call.COOKIE),
                "token",
                tree("type", "http", "scheme", "bearer"))));
  }

  private Map<String, Object> operation(Route route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("summary", route.summary());
    operation.put("description", audience(route.who()));
    operation.put("security", security(route));
    List<Object> parameters = new ArrayList<>();
    for (String name : route.path().parameters()) {
      parameters.add(
          tree("name", name, "in", "path", "required", true, "schema", Map.of("type", "string")));
    }
    route.query().forEach(parameter -> parameters.add(parameter.describe()));
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    switch (route.input()) {
      case Input.Nothing n -> {}
      case Input.Document(Shape<?> shape) ->
          operation.put(
              "requestBody",
              tree(
                  "required",
                  true,
                  "content",
                  content("application/json", shape.schema(components))));
      case Input.Bytes(var mediaTypes, long limit) -> {
        Map<String, Object> content = new TreeMap<>();
        mediaTypes.forEach(type -> content.put(type, Map.of()));
        operation.put("requestBody", tree("required", true, "content", content));
      }
    }
    operation.put("responses", responses(route.output()));
    return operation;
  }

  private Map<String, Object> responses(Output output) {
    Map<String, Object> responses = new LinkedHashMap<>();
    switch (output) {
      case Output.Nothing n -> responses.put("204", tree("description", "Done"));
      case Output.Document(Shape<?> shape, List<Integer> statuses) -> {
        Map<String, Object> content = content("application/json", shape.schema(components));
        for (int status : statuses) {
          responses.put(
              String.valueOf(status),
              tree(
                  "description", status == 202 ? "Taken; it goes on" : "Done", "content", content));
        }
      }
      case Output.Events(Map<String, Shape<?>> events) -> {
        Map<String, Object> described = new LinkedHashMap<>();
        events.forEach((name, shape) -> described.put(name, shape.schema(components)));
        responses.put(
            "200",
            tree(
                "description",
                "Server-sent events; x-events has the shape of each event's data by its name",
                "content",
                content("text/event-stream", Map.of("type", "string")),
                "x-events",
                described));
      }
      case Output.Description d ->
          responses.put(
              "200",
              tree(
                  "description",
                  "This document",
                  "content",
                  content("application/json", Map.of("type", "object"))));
    }
    responses.put("default", Map.of("$ref", "#/components/responses/Problem"));
    return responses;
  }

  private static List<Object> security(Route route) {
    return switch (route.who()) {
      case EVERYBODY, VISITORS -> List.of();
      case GUESTS, RESIDENTS, OWNERS ->
          route.pageOnly()
              ? List.of(Map.of("session", List.of()))
              : List.of(Map.of("session", List.of()), Map.of("token", List.of()));
    };
  }

  private static String audience(Who who) {
    return switch (who) {
      case EVERYBODY -> "For everybody, always.";
      case VISITORS -> "For everybody, once the hub has an owner.";
      case GUESTS -> "For everybody who has logged in.";
      case RESIDENTS -> "For owners and residents.";
      case OWNERS -> "For owners.";
    };
  }

  private static Map<String, Object> content(String mediaType, Map<String, Object> schema) {
    return tree(mediaType, tree("schema", schema));
  }

  /** A map in the order of its arguments: key, value, key, value. */
  private static Map<String, Object> tree(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
