//! Tokens to a tree, by recursive descent.

use super::{
    DEEPEST, Fault, Function, Id, Node, Operator, Tree, Vocabulary,
    token::{Placed, Token, tokens},
};

/// Reads a whole formula.
pub(super) fn parse(text: &str, vocabulary: Vocabulary<'_>) -> Result<Tree, Fault> {
    let tokens = tokens(text, vocabulary)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, in_bars: false, tree: Tree::default() };
    parser.sum()?;
    match parser.peek() {
        Token::End => Ok(parser.tree),
        _ => Err(parser.fault("an operator or the end")),
    }
}

struct Parser<'a> {
    tokens: &'a [Placed],
    at: usize,
    depth: usize,
    /// Whether a bar where an operator could stand ends an absolute value.
    in_bars: bool,
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
                Token::Number(_)
                | Token::Constant(_)
                | Token::Name(_)
                | Token::Function(..)
                | Token::Sign('(' | '√') => {
                    let right = self.power()?;
                    left = self.binary(Operator::Multiply, left, right);
                    continue;
                }
                Token::Sign('|') if !self.in_bars => {
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
        self.at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|(token, _)| matches!(token, Token::Number(_)))
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
            let mut base = parser.atom()?;
            while let Token::Superscript(exponent) = parser.peek() {
                parser.at += 1;
                let exponent = parser.tree.push(Node::Number(exponent));
                base = parser.binary(Operator::Power, base, exponent);
            }
            if !parser.take('^') {
                return Ok(base);
            }
            let exponent = parser.signed()?;
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
            Token::Function(function, arity) => {
                self.at += 1;
                self.demand('(', "( after the name of a function")?;
                self.call(function, arity)
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
            _ => Err(self.fault("a number, a name or a parenthesis")),
        }
    }

    /// The arguments of a function whose parenthesis is open.
    fn call(&mut self, function: Function, arity: usize) -> Parsed {
        let bars = std::mem::replace(&mut self.in_bars, false);
        let first = self.sum()?;
        let mut arguments = [first; 4];
        for argument in arguments.iter_mut().take(arity).skip(1) {
            self.demand(',', "a comma and another argument")?;
            *argument = self.sum()?;
        }
        self.in_bars = bars;
        self.demand(')', "a closing parenthesis")?;
        // pow(a, b) is a^b; its token carries the arity that no function of that name has.
        let [base, exponent, ..] = arguments;
        Ok(if function == Function::Cases && arity == 2 {
            self.binary(Operator::Power, base, exponent)
        } else {
            self.tree.push(Node::Call(function, arguments))
        })
    }
}
