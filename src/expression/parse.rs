//! Tokens to a tree, by recursive descent.

use super::{
    DEEPEST, Fault, Function, Id, Node, Operator, Tree, Vocabulary,
    token::{Placed, Token, tokens},
};

/// Reads a whole formula.
pub(super) fn parse(text: &str, vocabulary: Vocabulary<'_>) -> Result<Tree, Fault> {
    let tokens = tokens(text, vocabulary)?;
    let operand = if vocabulary.names.is_empty() { "a number" } else { "a number, a name or a parenthesis" };
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, in_bars: false, operand, tree: Tree::default() };
    parser.sum()?;
    match parser.peek() {
        Token::End => Ok(parser.tree),
        // Where decimals are written with a comma, this is the likeliest mistake.
        Token::Sign(',') => Err(parser.fault("an operator or the end (decimals take a point)")),
        _ => Err(parser.fault("an operator or the end")),
    }
}

struct Parser<'a> {
    tokens: &'a [Placed],
    at: usize,
    depth: usize,
    /// Whether a bar where an operator could stand ends an absolute value.
    in_bars: bool,
    /// What is said where an operand is missing.
    operand: &'static str,
    tree: Tree,
}

type Parsed = Result<Id, Fault>;

impl Parser<'_> {
    fn peek(&self) -> Token {
        self.tokens.get(self.at).map_or(Token::End, |(token, _)| *token)
    }

    fn fault(&self, expected: impl Into<String>) -> Fault {
        let at = self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |(_, at)| *at);
        Fault { expected: expected.into(), at: at + 1 }
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.peek() == Token::Sign(sign);
        self.at += usize::from(found);
        found
    }

    fn demand(&mut self, sign: char, expected: &str) -> Result<(), Fault> {
        if self.take(sign) { Ok(()) } else { Err(self.fault(expected)) }
    }

    fn binary(&mut self, operator: Operator, a: Id, b: Id) -> Id {
        self.tree.push(Node::Binary(operator, a, b))
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek() {
                Token::Sign('+') => Operator::Add,
                Token::Sign('-') => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product()?;
            left = self.binary(operator, left, right);
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.signed()?;
        loop {
            let operator = match self.peek() {
                Token::Sign('*') => Operator::Multiply,
                Token::Sign('/') => Operator::Divide,
                // Side by side is a product, except two numbers, where more likely an operator is missing.
                Token::Number(_) if self.after_number() => return Ok(left),
                // A bar where an operator could stand ends the absolute value that is open.
                Token::Sign('|') if self.in_bars => return Ok(left),
                Token::Number(_)
                | Token::Constant(_)
                | Token::Name(_)
                | Token::Function(_)
                | Token::Pow
                | Token::Sign('(' | '|' | '√') => {
                    let right = self.power()?;
                    left = self.binary(Operator::Multiply, left, right);
                    continue;
                }
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.signed()?;
            left = self.binary(operator, left, right);
        }
    }

    fn after_number(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|before| self.tokens.get(before));
        matches!(before, Some((Token::Number(_) | Token::Superscript(..), _)))
    }

    /// Any number of signs, which bind less than a power: −x² is −(x²).
    fn signed(&mut self) -> Parsed {
        let mut negative = false;
        loop {
            match self.peek() {
                Token::Sign('-') => negative = !negative,
                Token::Sign('+') => {}
                _ => break,
            }
            self.at += 1;
        }
        let inner = self.power()?;
        Ok(if negative { self.tree.push(Node::Negate(inner)) } else { inner })
    }

    fn power(&mut self) -> Parsed {
        self.nested(|parser| {
            let base = parser.atom()?;
            let exponent = match parser.peek() {
                Token::Superscript(exponent, negative) => {
                    parser.at += 1;
                    let exponent = parser.tree.push(Node::Number(exponent));
                    if negative { parser.tree.push(Node::Negate(exponent)) } else { exponent }
                }
                Token::Sign('^') => {
                    parser.at += 1;
                    parser.signed()?
                }
                _ => return Ok(base),
            };
            Ok(parser.binary(Operator::Power, base, exponent))
        })
    }

    fn nested(&mut self, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= DEEPEST {
            return Err(self.fault("fewer things inside each other"));
        }
        self.depth += 1;
        let parsed = inner(self);
        self.depth -= 1;
        parsed
    }

    fn atom(&mut self) -> Parsed {
        let token = self.peek();
        let bars = self.in_bars;
        match token {
            Token::Number(number) => {
                self.at += 1;
                Ok(self.tree.push(Node::Number(number)))
            }
            Token::Constant(name) => {
                self.at += 1;
                Ok(self.tree.push(Node::Constant(name)))
            }
            Token::Name(index) => {
                self.at += 1;
                Ok(self.tree.push(Node::Name(index)))
            }
            Token::Function(function) => {
                let arguments = self.arguments(function.arity())?;
                Ok(self.tree.push(Node::Call(function, arguments)))
            }
            Token::Pow => {
                let [base, exponent, ..] = self.arguments(2)?;
                Ok(self.binary(Operator::Power, base, exponent))
            }
            Token::Sign('(') => {
                self.at += 1;
                self.in_bars = false;
                let inner = self.sum()?;
                self.in_bars = bars;
                self.demand(')', "a closing parenthesis")?;
                Ok(inner)
            }
            Token::Sign('|') => {
                self.at += 1;
                self.in_bars = true;
                let inner = self.sum()?;
                self.in_bars = bars;
                self.demand('|', "a closing |")?;
                Ok(self.tree.push(Node::Call(Function::Abs, [inner; 4])))
            }
            Token::Sign('√') => {
                self.at += 1;
                let inner = self.nested(Self::atom)?;
                Ok(self.tree.push(Node::Call(Function::Sqrt, [inner; 4])))
            }
            _ => Err(self.fault(self.operand)),
        }
    }

    /// The arguments behind the name at hand; beyond the arity the first again.
    fn arguments(&mut self, arity: usize) -> Result<[Id; 4], Fault> {
        self.at += 1;
        self.demand('(', "( after the name of a function")?;
        let bars = std::mem::replace(&mut self.in_bars, false);
        let first = self.sum()?;
        let mut arguments = [first; 4];
        for argument in arguments.iter_mut().take(arity).skip(1) {
            self.demand(',', "a comma and another argument")?;
            *argument = self.sum()?;
        }
        self.in_bars = bars;
        self.demand(')', "a closing parenthesis")?;
        Ok(arguments)
    }
}
