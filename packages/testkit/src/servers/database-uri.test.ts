import { expect, test } from "vitest";

import { databaseUri } from "./database-uri.js";

test.each([
  ["mongodb://127.0.0.1:27017", "mongodb://127.0.0.1:27017/lists"],
  ["mongodb://127.0.0.1:27017/?replicaSet=rs0", "mongodb://127.0.0.1:27017/lists?replicaSet=rs0"],
  ["mongodb://a:1,b:2/other?w=majority", "mongodb://a:1,b:2/lists?w=majority"],
  [
    "mongodb+srv://u:p@cluster.example/",
    "mongodb+srv://u:p@cluster.example/lists?authSource=admin",
  ],
  ["mongodb://u:p@a:1/people", "mongodb://u:p@a:1/lists?authSource=people"],
  ["mongodb://u:p@a:1/people?authSource=x", "mongodb://u:p@a:1/lists?authSource=x"],
])("the database of %s is replaced and the login kept", (given, expected) => {
  expect(databaseUri(given, "lists")).toBe(expected);
});

test("an address of another kind is refused without repeating it", () => {
  expect(() => databaseUri("postgres://u:secret@a/", "lists")).toThrow(
    /^A MongoDB URI begins with/,
  );
});
