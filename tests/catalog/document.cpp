#include <portfit/catalog/document.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace portfit;

TEST_CASE("document: a key is found, the first where it repeats, and what is not there is null") {
  document_node root = document_node::map(1, 1);
  root.members.push_back({"ram", 2, 3, document_node::scalar("4 GiB", 2, 8)});
  root.members.push_back({"ram", 3, 3, document_node::scalar("6 GiB", 3, 8)});
  REQUIRE(root.find("ram") != nullptr);
  CHECK(root.find("ram")->text == "4 GiB");
  CHECK(root.find("ram")->line == 2);
  CHECK(root.find("RAM") == nullptr);
  CHECK(document_node::scalar("ram").find("ram") == nullptr);
  CHECK(document_node().find("ram") == nullptr);
}

TEST_CASE("document: at makes what is not there, and turns nothing into a map") {
  document_node root;
  REQUIRE(root.is_null());
  root.at("devices").at("pad").at("ram") = document_node::scalar("4 GiB");
  REQUIRE(root.is_map());
  root.at("devices").at("pad").at("nfc") = document_node::scalar("no");
  CHECK(root.members.size() == 1);
  const document_node* const pad = root.find("devices")->find("pad");
  REQUIRE(pad != nullptr);
  CHECK(pad->members.size() == 2);
  CHECK(pad->members[0].key == "ram");  // in the order written
  CHECK(pad->find("nfc")->text == "no");
}

TEST_CASE("document: a node is one shape") {
  for (const document_node& each :
       {document_node(), document_node::scalar(""), document_node::list(), document_node::map()})
    CHECK(each.is_null() + each.is_scalar() + each.is_list() + each.is_map() == 1);
  CHECK(document_node::scalar("").is_scalar());  // empty text is text
}

TEST_CASE("document: fingerprints are those of FNV-1a, and go on where the last input ended") {
  CHECK(fingerprint("") == 0xcbf29ce484222325ULL);
  CHECK(fingerprint("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(fingerprint("foobar") == 0x85944171f73967e8ULL);
  CHECK(fingerprint("bar", fingerprint("foo")) == fingerprint("foobar"));
  CHECK(fingerprint("\xc3\xa9") != fingerprint("\xc3\xaa"));  // bytes count as they are, not as signed numbers
}
