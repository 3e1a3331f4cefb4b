// A chance and an amount of money have no sum.
// expected error: no match for .*operator\+|invalid operands to binary expression
#include <portfit/quantity/money.hpp>
#include <portfit/quantity/probability.hpp>

double sum(portfit::probability chance, portfit::money price) {
#ifdef PORTFIT_MUST_NOT_COMPILE
  return chance + price;
#else
  return chance.value() + price.value();
#endif
}
